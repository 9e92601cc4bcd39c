package io.tidegate.connector;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import io.tidegate.rule.InvalidRule;
import io.tidegate.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code batch}, and whether its target can take one. */
final class BatchReader {
    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH");

    private final Reading reading;

    BatchReader(Reading reading) {
        this.reading = reading;
    }

    Batch read(NodeReader connector) {
        Node node = connector.find("batch").orElseThrow();
        NodeReader batch = new NodeReader(node, OutflowKeys.BATCH, reading);
        Mark mark = reading.file().at(node);
        batch.require("size", mark);
        return new Batch(
                batch.whole("size", 1),
                batch.span("within", Batch.WITHIN),
                in(batch),
                batch.find("outcomes").map(this::outcomes).orElse(null));
    }

    private static @Nullable String in(NodeReader batch) {
        Optional<String> key = batch.text("in");
        if (key.isPresent() && !key.get().matches(OutflowKeys.BATCH_IN)) {
            batch.refuse("in", "one key of the body, of letters, digits, _ and -");
        }
        return key.orElse(null);
    }

    private Batch.Outcomes outcomes(Node node) {
        NodeReader outcomes = new NodeReader(node, OutflowKeys.OUTCOMES, reading);
        Mark mark = reading.file().at(node);
        outcomes.require("at", mark).ifPresent(at -> path(outcomes, at, "at"));
        outcomes.require("success", mark).ifPresent(success -> rule(outcomes, success));
        outcomes.find("error").ifPresent(error -> path(outcomes, error, "error"));
        return new Batch.Outcomes(
                outcomes.text("at").orElse("$"),
                outcomes.text("success").orElse("$"),
                outcomes.find("error").isPresent() ? outcomes.text("error").orElse(null) : null);
    }

    private void path(NodeReader outcomes, Node node, String key) {
        outcomes.text(node, outcomes.name(key))
                .ifPresent(
                        text -> {
                            try {
                                if (!text.startsWith("$")) {
                                    outcomes.refuse(key, "a JSONPath, which starts with $");
                                } else {
                                    Path.compile(text);
                                }
                            } catch (InvalidPath e) {
                                reading.wrong(node, outcomes.name(key) + ": " + e.getMessage());
                            }
                        });
    }

    private void rule(NodeReader outcomes, Node node) {
        outcomes.text(node, outcomes.name("success"))
                .ifPresent(
                        text -> {
                            try {
                                Rule.compile(text);
                            } catch (InvalidRule e) {
                                reading.wrong(
                                        node, outcomes.name("success") + ": " + e.getMessage());
                            }
                        });
    }

    /** Notes why this target's requests cannot be put together. */
    void check(NodeReader connector, Target target) {
        if (connector.has("batch")) {
            String why = why(target);
            if (!why.isEmpty()) {
                reading.wrong(connector.key("batch"), "\"batch\" " + why);
            }
        }
    }

    private static String why(Target target) {
        if (!(target instanceof HttpTarget http)) {
            return "is for http and https only";
        }
        if (http.destination() != null) {
            return "cannot be used with a destination, which makes a body for each record: write its uri, method and"
                    + " headers, and say by \"in\" where the list of records stands";
        }
        if (http.uri().parts().stream().anyMatch(Part.FieldRef.class::isInstance)) {
            return "needs one address for all records, and the uri of to has a {field}";
        }
        return METHODS.contains(http.method())
                ? ""
                : "needs a method with a body ("
                        + String.join(", ", METHODS)
                        + "), and the method of to is "
                        + http.method();
    }
}
