package io.tidegate.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** An event's life as text. */
final class TraceText {
    private static final int LONGEST = 300;

    private final PrintStream out;
    private final Map<String, Node> failedQueries;
    private final Node trace;

    /**
     * @param trace what it came of, and what came of it
     */
    TraceText(PrintStream out, Map<String, Node> failedQueries, Node trace) {
        this.trace = trace;
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
        line("trace id", event.text("traceId"));
        for (Node cause : trace.list("causedBy")) {
            Node delivery = cause.at("delivery");
            line(
                    "caused by",
                    "delivery "
                            + delivery.text("id")
                            + " to "
                            + delivery.text("connector")
                            + ", of event "
                            + delivery.text("event")
                            + " of "
                            + delivery.text("source"));
        }
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
            String reason = delivery.text("reason");
            line(reason.startsWith("$") ? "rule" : "reason", reason);
        } else {
            line("rules", delivery.list("attempts").isEmpty() ? "" : "hold");
            line("reason", delivery.text("reason"));
        }
        line("key", delivery.list("attempts").isEmpty() ? "" : delivery.text("idempotencyKey"));
        request(delivery.at("request"));
        delivery.list("notes").forEach(this::note);
        delivery.list("attempts").forEach(this::attempt);
        line("finished", delivery.text("finishedAt"));
        line("after hooks", delivery.text("after").equals("none") ? "" : delivery.text("after"));
        line("result", delivery.text("result"));
        for (Node id : delivery.list("failedQueries")) {
            Node query = failedQueries.getOrDefault(id.text(), new Node(null));
            String state = query.text("state") + FailedQueryText.resolution(query);
            line("failed query", id.text() + ", " + state + ": " + query.text("error"));
        }
        for (Node traced : trace.at("event").list("deliveries")) {
            if (traced.text("id").equals(delivery.text("id"))) {
                traced.list("caused").forEach(event -> caused(event, 1));
            }
        }
    }

    /** An event that a delivery made, and what became of it, each step further in. */
    private void caused(Node event, int depth) {
        String in = "  ".repeat(depth - 1);
        String what = event.text("type") + " " + event.text("id") + " of " + event.text("source");
        line(depth == 1 ? "caused" : "", in + what);
        for (Node delivery : event.list("deliveries")) {
            String reason = delivery.text("reason");
            line(
                    "",
                    in
                            + "  "
                            + delivery.text("connector")
                            + ": "
                            + state(delivery)
                            + (reason.isEmpty() ? "" : ", " + reason));
            delivery.list("caused").forEach(next -> caused(next, depth + 2));
        }
    }

    private void note(Node note) {
        String label = note.text("kind");
        if (!(note.at("note").value() instanceof List<?>)) {
            line(label, note.text("note"));
            return;
        }
        String first = label;
        for (Node said : note.list("note")) {
            line(first, told(label, said));
            first = "";
        }
    }

    private static String told(String kind, Node said) {
        return switch (kind) {
            case "cleaned" -> said.text("field") + ": " + said.text("change");
            case "calls" ->
                    said.text("method")
                            + " "
                            + said.text("path")
                            + "  "
                            + said.text("ms")
                            + " ms  "
                            + said.text("status");
            default -> said.text();
        };
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
