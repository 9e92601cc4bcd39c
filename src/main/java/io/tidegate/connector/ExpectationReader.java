package io.tidegate.connector;

import io.tidegate.event.Triggers;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code expect} of a test, and checks its keys and shapes. */
final class ExpectationReader {
    private static final String ECHO = "echo";
    private static final Pattern BARE = Pattern.compile("true|\\d{1,9}");

    private final List<String> rules;
    private final boolean inflow;
    private final Reading reading;

    ExpectationReader(List<String> rules, boolean inflow, Reading reading) {
        this.rules = rules;
        this.inflow = inflow;
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
        NodeReader expect = new NodeReader(node, TestKeys.EXPECT, reading);
        if (node instanceof MappingNode map && map.getValue().isEmpty()) {
            reading.wrong(
                    node,
                    "\"expect\" expects nothing (there are "
                            + String.join(", ", TestKeys.EXPECT.names())
                            + ")");
        }
        oneOf(expect, "status", TestKeys.STATUSES);
        skipped(expect);
        request(expect);
        action(expect);
        refused(expect);
        part(expect, "error", TestKeys.ERROR)
                .ifPresent(error -> oneOf(error, "step", TestKeys.STAGES));
        attempts(expect);
        part(expect, "failedQuery", TestKeys.FAILED_QUERY).ifPresent(this::failedQuery);
        part(expect, "after", TestKeys.AFTER)
                .ifPresent(after -> oneOf(after, "status", TestKeys.AFTER_STATUSES));
        expect.items("sent").forEach(message -> new NodeReader(message, TestKeys.SENT, reading));
        PlainNode plain = new PlainNode(node, reading);
        return reading.mistakes().size() > before
                ? Optional.empty()
                : Optional.of(
                        new TestCase.Expectation(
                                Objects.requireNonNull(
                                        (Map<String, @Nullable Object>) plain.value()),
                                plain::mark));
    }

    private Optional<NodeReader> part(NodeReader expect, String key, Keys keys) {
        return expect.find(key).map(node -> new NodeReader(node, keys, reading));
    }

    private void request(NodeReader expect) {
        part(expect, "request", TestKeys.REQUEST)
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

    private void action(NodeReader expect) {
        oneOf(expect, "action", TestKeys.ACTIONS);
        oneOf(expect, "outcome", TestKeys.OUTCOMES);
        expect.items("cleaned").forEach(one -> new NodeReader(one, TestKeys.CLEANED, reading));
        expect.items("lost")
                .forEach(
                        one ->
                                oneOf(
                                        new NodeReader(one, TestKeys.LOST, reading),
                                        "by",
                                        TestKeys.LOST_BY));
        expect.items("published").forEach(one -> new NodeReader(one, TestKeys.PUBLISHED, reading));
        expect.items("changed").forEach(one -> expect.text(one, "a field of \"changed\""));
        if (expect.has("profile") && expect.has("profileContains")) {
            reading.wrong(
                    expect.key("profileContains"),
                    "\"profile\" of expect is the whole profile, \"profileContains\" a part of it: write one of"
                            + " them");
        }
    }

    private void refused(NodeReader expect) {
        Node node = expect.find("refused").orElse(null);
        if (node == null || node instanceof ScalarNode yes && yes.getValue().equals("true")) {
            checkRefusedSide(expect);
            checkBare(expect, "refused", "true");
        } else if (node instanceof MappingNode) {
            checkRefusedSide(expect);
            NodeReader refused = new NodeReader(node, TestKeys.REFUSED, reading);
            whole(refused, "status", TestKeys.STATUS);
            refused.items("errors").forEach(one -> new NodeReader(one, TestKeys.PLACE, reading));
        } else {
            expect.refuse("refused", "true or a map with status, detail and errors");
        }
    }

    private void checkRefusedSide(NodeReader expect) {
        if (expect.has("refused") && !inflow) {
            reading.wrong(
                    expect.key("refused"),
                    "\"refused\" of expect is for inflows: it is what the endpoint does with a post");
        }
    }

    private void skipped(NodeReader expect) {
        Optional<String> rule = expect.text("skipped").map(String::strip);
        if (rule.isPresent() && rule.get().equals("true")) {
            checkBare(expect, "skipped", "true");
            return;
        }
        if (rule.isEmpty() || rules.contains(rule.get()) || !inflow && rule.get().equals(ECHO)) {
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
            whole(expect, "attempts", TestKeys.ATTEMPTS);
            return;
        }
        for (Node node : list.getValue()) {
            NodeReader attempt = new NodeReader(node, TestKeys.ATTEMPT, reading);
            attempt.text("at")
                    .filter(text -> TimeSpan.parse(text).isEmpty())
                    .ifPresent(wrong -> attempt.refuse("at", TimeSpan.SHAPE));
            whole(attempt, "status", TestKeys.STATUS);
        }
    }

    private void failedQuery(NodeReader failed) {
        oneOf(failed, "stage", TestKeys.STAGES);
        whole(failed, "attempts", TestKeys.ATTEMPTS);
        whole(failed, "responseStatus", TestKeys.STATUS);
    }

    private void whole(NodeReader map, String key, Shape.Whole bounds) {
        map.whole(key, bounds, bounds.least());
        checkBare(map, key, "a number");
    }

    /** What is compared has to be of its kind: in quotes it is a text, which nothing equals. */
    private void checkBare(NodeReader map, String key, String kind) {
        map.find(key)
                .filter(node -> node instanceof ScalarNode && node.getTag().equals(Tag.STR))
                .filter(node -> BARE.matcher(((ScalarNode) node).getValue()).matches())
                .ifPresent(
                        node ->
                                reading.wrong(
                                        node,
                                        map.name(key)
                                                + " must be "
                                                + kind
                                                + ", not a text: write it without quotes"));
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
