package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what a test lets a third party answer: one answer, or a list of them. */
final class CannedReader {
    private static final String TIMEOUT = "timeout";

    private final Reading reading;

    CannedReader(Reading reading) {
        this.reading = reading;
    }

    List<CannedAnswer> answers(Node node) {
        List<Node> all = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        return all.stream().flatMap(one -> answer(one).stream()).toList();
    }

    private Optional<CannedAnswer> answer(Node node) {
        if (node instanceof ScalarNode scalar) {
            return word(scalar);
        }
        int before = reading.mistakes().size();
        NodeReader answer = new NodeReader(node, TestKeys.ANSWER, reading);
        Optional<String> error = answer.text("error");
        if (error.isPresent() && ((MappingNode) node).getValue().size() > 1) {
            reading.wrong(
                    answer.key("error"),
                    "\"error\" of answer says that nothing is answered: nothing may stand beside it");
        }
        int status = answer.whole("status", 200);
        Map<String, String> headers = answer.find("headers").map(this::headers).orElse(Map.of());
        @Nullable Object body =
                answer.find("body").map(b -> new PlainNode(b, reading).value()).orElse(null);
        if (reading.mistakes().size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                error.<CannedAnswer>map(CannedAnswer.Unreachable::new)
                        .orElseGet(() -> new CannedAnswer.Answered(status, headers, body)));
    }

    /** {@code 503} and {@code timeout}. */
    private Optional<CannedAnswer> word(ScalarNode node) {
        String text = node.getValue();
        if (text.equals(TIMEOUT)) {
            return Optional.of(new CannedAnswer.TimedOut());
        }
        if (text.matches("[1-5]\\d\\d")) {
            return Optional.of(new CannedAnswer.Answered(Integer.parseInt(text), Map.of(), null));
        }
        String near =
                Triggers.nearest(text, List.of(TIMEOUT))
                        .map(word -> "; did you mean " + word + "?")
                        .orElse("");
        reading.wrong(
                node,
                "an answer must be a status, timeout, or a map of "
                        + String.join(", ", TestKeys.ANSWER.names())
                        + ", not "
                        + NodeReader.kind(node)
                        + near);
        return Optional.empty();
    }

    private Map<String, String> headers(Node node) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (new PlainNode(node, reading).value() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        } else {
            reading.wrong(
                    node,
                    "\"headers\" of answer must be a map of names and values, not "
                            + NodeReader.kind(node));
        }
        return headers;
    }
}
