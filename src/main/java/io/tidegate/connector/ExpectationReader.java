package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code expect} of a test, and checks its keys and shapes. */
final class ExpectationReader {
    static final List<String> KEYS =
            List.of(
                    "status",
                    "skipped",
                    "request",
                    "error",
                    "attempts",
                    "failedQuery",
                    "after",
                    "result",
                    "sent");
    static final List<String> REQUEST = List.of("method", "url", "headers", "body", "bodyContains");
    static final List<String> ERROR = List.of("step", "message");
    static final List<String> ATTEMPT = List.of("at", "status", "error");
    static final List<String> FAILED_QUERY =
            List.of("stage", "error", "attempts", "method", "url", "responseStatus");
    static final List<String> AFTER = List.of("status", "result", "error");
    static final List<String> SENT = List.of("endpoint", "headers", "body", "bodyContains");
    static final List<String> STATUSES = List.of("delivered", "skipped", "failed");
    static final List<String> STAGES = List.of("rule", "before", "mapping", "request");

    private final List<String> rules;
    private final Reading reading;

    ExpectationReader(List<String> rules, Reading reading) {
        this.rules = rules;
        this.reading = reading;
    }

    /** One, or a list with one for each event; what is wrong is left out. */
    List<TestCase.Expectation> read(Node node) {
        List<Node> all = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        return all.stream().flatMap(one -> expectation(one).stream()).toList();
    }

    @SuppressWarnings("unchecked")
    private Optional<TestCase.Expectation> expectation(Node node) {
        int before = reading.mistakes().size();
        NodeReader expect = new NodeReader(node, "expect", KEYS, reading);
        if (node instanceof MappingNode map && map.getValue().isEmpty()) {
            reading.wrong(
                    node, "\"expect\" expects nothing (there are " + String.join(", ", KEYS) + ")");
        }
        oneOf(expect, "status", STATUSES);
        skipped(expect);
        request(expect);
        part(expect, "error", ERROR).ifPresent(error -> oneOf(error, "step", STAGES));
        attempts(expect);
        part(expect, "failedQuery", FAILED_QUERY).ifPresent(this::failedQuery);
        part(expect, "after", AFTER)
                .ifPresent(after -> oneOf(after, "status", List.of("done", "failed")));
        expect.items("sent").forEach(message -> new NodeReader(message, "sent", SENT, reading));
        PlainNode plain = new PlainNode(node, reading);
        return reading.mistakes().size() > before
                ? Optional.empty()
                : Optional.of(
                        new TestCase.Expectation(
                                Objects.requireNonNull(
                                        (Map<String, @Nullable Object>) plain.value()),
                                plain::mark));
    }

    private Optional<NodeReader> part(NodeReader expect, String key, List<String> keys) {
        return expect.find(key).map(node -> new NodeReader(node, key, keys, reading));
    }

    private void request(NodeReader expect) {
        part(expect, "request", REQUEST)
                .ifPresent(
                        request -> {
                            if (request.has("body") && request.has("bodyContains")) {
                                reading.wrong(
                                        request.key("bodyContains"),
                                        "\"body\" of request is the whole body, \"bodyContains\" a part of it:"
                                                + " write one of them");
                            }
                        });
    }

    private void skipped(NodeReader expect) {
        Optional<String> rule = expect.text("skipped").map(String::strip);
        if (rule.isEmpty() || rule.get().equals("true") || rules.contains(rule.get())) {
            return;
        }
        String near =
                Triggers.nearest(rule.get(), rules)
                        .map(is -> " (did you mean " + is + "?)")
                        .orElse("");
        expect.refuse("skipped", "true or a rule of the connector, as it is written there" + near);
    }

    private void attempts(NodeReader expect) {
        if (!(expect.find("attempts").orElse(null) instanceof SequenceNode list)) {
            expect.whole("attempts", 0, 1_000, 0);
            return;
        }
        for (Node node : list.getValue()) {
            NodeReader attempt = new NodeReader(node, "attempt", ATTEMPT, reading);
            attempt.text("at")
                    .filter(text -> TimeSpan.parse(text).isEmpty())
                    .ifPresent(wrong -> attempt.refuse("at", TimeSpan.SHAPE));
            attempt.whole("status", 100, 599, 100);
        }
    }

    private void failedQuery(NodeReader failed) {
        oneOf(failed, "stage", STAGES);
        failed.whole("attempts", 0, 1_000, 0);
        failed.whole("responseStatus", 100, 599, 100);
    }

    private static void oneOf(NodeReader map, String key, List<String> allowed) {
        Optional<String> text = map.text(key).filter(word -> !allowed.contains(word));
        text.ifPresent(
                word ->
                        map.refuse(
                                key,
                                "one of "
                                        + String.join(", ", allowed)
                                        + Triggers.nearest(word, allowed)
                                                .map(near -> " (did you mean " + near + "?)")
                                                .orElse("")));
    }
}
