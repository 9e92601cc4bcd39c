package io.tidegate.connector;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code verify}, {@code id-from}, {@code subject}, {@code schema}, {@code items} and {@code
 * dedupe}.
 */
final class EntryReader {
    /** What was posted; the event has nothing else to tell then. */
    private static final Pattern DATA =
            Pattern.compile("\\$(\\.\\.|\\.data\\b|\\[\\s*['\"]data['\"]).*");

    private final NodeReader inflow;
    private final Reading reading;

    EntryReader(NodeReader inflow, Reading reading) {
        this.inflow = inflow;
        this.reading = reading;
    }

    /**
     * @param matched the match sources, in their order
     * @param sealed where passwords stand
     * @param mark the connector's, where a missing key is told
     */
    Optional<Entry> read(List<Path> matched, List<Path> sealed, Mark mark) {
        Optional<Verification> verification =
                inflow.require("verify", mark)
                        .flatMap(node -> new VerificationReader(reading).read(node));
        Path idFrom = path("id-from");
        Path subject = path("subject");
        Entry.PostSchema schema = inflow.text("schema").flatMap(name -> schema(name)).orElse(null);
        Path items = path("items");
        Duration dedupe =
                inflow.has("dedupe") ? inflow.span("dedupe", Duration.ofMinutes(1)) : null;
        verification
                .filter(is -> idFrom == null && dedupe == null)
                .ifPresent(is -> warnOfRepeats(is, mark));
        return verification.map(
                is ->
                        new Entry(
                                is,
                                new Entry.Places(
                                        idFrom,
                                        subject == null ? matched : List.of(subject),
                                        sealed),
                                schema,
                                items,
                                dedupe));
    }

    private Optional<Entry.PostSchema> schema(String name) {
        return inflow.find("schema")
                .flatMap(node -> new PostSchemaReader(reading).read(name, node));
    }

    private @Nullable Path path(String key) {
        return inflow.find(key)
                .flatMap(node -> inflow.text(key).flatMap(text -> path(key, node, text)))
                .orElse(null);
    }

    private Optional<Path> path(String key, Node node, String text) {
        try {
            Path path = Path.compile(text);
            if (!DATA.matcher(path.expression()).matches()) {
                inflow.refuse(key, "a path in what was posted, such as $.data.email");
                return Optional.empty();
            }
            return Optional.of(path);
        } catch (InvalidPath e) {
            reading.wrong(node, inflow.name(key) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Standard Webhooks have ids of their own. */
    private void warnOfRepeats(Verification verification, Mark mark) {
        if (!(verification instanceof Verification.StandardWebhooks)) {
            reading.mistakes().warn(mark, withoutId());
        }
    }

    private static String withoutId() {
        return "inflow has no \"id-from\": a post that is sent again is told from a new one only by a header"
                + " webhook-id or idempotency-key; name the id's place, such as id-from: $.data.eventId";
    }
}
