package io.tidegate.cli;

import java.io.PrintStream;
import java.util.Map;

/** One failed query as text, with the whole of its request. */
final class FailedQueryText {
    private final PrintStream out;

    FailedQueryText(PrintStream out) {
        this.out = out;
    }

    void print(Node query) {
        line("failed query", query.text("id") + ", " + query.text("state") + resolution(query));
        line("connector", query.text("connector"));
        line("event", query.text("eventId") + " (" + query.text("eventType") + ")");
        line("subject", query.text("subject"));
        line("delivery", query.text("deliveryId"));
        line(
                "failed",
                query.text("failedAt")
                        + " at "
                        + query.text("stage")
                        + ", attempts: "
                        + query.text("attempts"));
        line("error", query.text("error"));
        if (query.at("method").isThere()) {
            line("request", query.text("method") + " " + query.text("url"));
            if (query.at("requestHeaders").value() instanceof Map<?, ?> headers) {
                headers.forEach((name, value) -> line("", name + ": " + value));
            }
            line("", query.text("requestBody"));
        }
        line("response", (query.text("responseStatus") + " " + query.text("responseBody")).strip());
    }

    static String resolution(Node query) {
        return query.at("resolvedAt").isThere()
                ? " " + query.text("resolvedAt") + " by " + query.text("resolvedBy")
                : "";
    }

    private void line(String label, String text) {
        if (!text.isEmpty()) {
            out.println(String.format("%-14s", label) + Plain.text(text));
        }
    }
}
