package io.tidegate.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** An event's life as text. */
final class TraceText {
    private static final int LONGEST = 300;

    private final PrintStream out;
    private final Map<String, Node> failedQueries;

    TraceText(PrintStream out, Map<String, Node> failedQueries) {
        this.out = out;
        this.failedQueries = failedQueries;
    }

    void print(Node event, List<Node> deliveries) {
        out.println(Plain.text("event " + event.text("id") + " of " + event.text("source")));
        line("type", event.text("type"));
        line("subject", event.text("subject"));
        line("time", event.text("time"));
        line("accepted", event.text("acceptedAt"));
        line("origin", event.text("origin"));
        line("data", event.at("data").isThere() ? event.text("data") : event.text("data_base64"));
        if (deliveries.isEmpty()) {
            line("deliveries", "none: no connector listened to its type when it was accepted");
        }
        deliveries.forEach(this::delivery);
    }

    private void delivery(Node delivery) {
        out.println();
        out.println(
                Plain.text(
                        "delivery "
                                + delivery.text("id")
                                + " to "
                                + delivery.text("connector")
                                + ": "
                                + state(delivery)));
        line("created", delivery.text("createdAt"));
        if (delivery.text("status").equals("skipped")) {
            line("rule", delivery.text("reason"));
        } else {
            line("rules", delivery.list("attempts").isEmpty() ? "" : "hold");
            line("reason", delivery.text("reason"));
        }
        line("key", delivery.list("attempts").isEmpty() ? "" : delivery.text("idempotencyKey"));
        request(delivery.at("request"));
        delivery.list("attempts").forEach(this::attempt);
        line("finished", delivery.text("finishedAt"));
        line("after hooks", delivery.text("after").equals("none") ? "" : delivery.text("after"));
        line("result", delivery.text("result"));
        for (Node id : delivery.list("failedQueries")) {
            Node query = failedQueries.getOrDefault(id.text(), new Node(null));
            String state = query.text("state") + FailedQueryText.resolution(query);
            line("failed query", id.text() + ", " + state + ": " + query.text("error"));
        }
    }

    private static String state(Node delivery) {
        String status = delivery.text("status");
        String stage =
                status.equals("failed") || delivery.text("after").equals("failed")
                        ? delivery.text("stage")
                        : "";
        String due =
                status.equals("pending") || status.equals("waiting")
                        ? ", due " + delivery.text("dueAt")
                        : "";
        String held =
                delivery.at("held").isThere()
                        ? ", held: the connector is " + delivery.text("held")
                        : "";
        return status + (stage.isEmpty() ? "" : " at " + stage) + due + held;
    }

    private void request(Node request) {
        if (!request.isThere()) {
            return;
        }
        line("request", request.text("method") + " " + request.text("url"));
        if (request.at("headers").value() instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> line("", name + ": " + value));
        }
        line("", request.text("body"));
    }

    private void attempt(Node attempt) {
        String without = attempt.at("error").isThere() ? "no answer" : "sent";
        String status = attempt.at("status").isThere() ? attempt.text("status") : without;
        String head =
                attempt.text("startedAt") + "  " + attempt.text("durationMs") + " ms  " + status;
        String error = attempt.at("error").isThere() ? "  " + attempt.text("error") : "";
        line("attempt " + attempt.text("number"), head + error);
        if (!error.isEmpty()) {
            line("", attempt.text("response"));
        }
    }

    private void line(String label, String text) {
        if (!text.isEmpty()) {
            out.println(String.format("  %-14s", label) + Plain.cut(text, LONGEST));
        }
    }
}
