package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.event.Provenance;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Events that we publish: what a suppressed webhook would have told, and corrections. */
final class MadeEvents {
    static final String SOURCE = "/sync/";

    /** A CloudEvents extension: the only system that the event is for. */
    static final String ONLY = "tidegateonly";

    private final UnaryOperator<Map<String, @Nullable Object>> redaction;
    private final Clock clock;

    /**
     * @param redaction takes out what webhooks do not keep either
     */
    MadeEvents(UnaryOperator<Map<String, @Nullable Object>> redaction, Clock clock) {
        this.redaction = redaction;
        this.clock = clock;
    }

    /** As the webhook would have been; the same delivery makes the same id. */
    Event published(
            Undertaking by, String type, @Nullable String uid, Map<String, @Nullable Object> data) {
        return event(by, type, uid, data, Map.of(), by.system());
    }

    /** The account as it is, for a system that lost against it. */
    Event correction(
            Undertaking by, String system, String uid, Map<String, @Nullable Object> data) {
        return event(by, "UpdateProfile", uid, data, Map.of(ONLY, system), null);
    }

    private Event event(
            Undertaking by,
            String type,
            @Nullable String uid,
            Map<String, @Nullable Object> data,
            Map<String, Object> extensions,
            @Nullable String origin) {
        Long version = Snapshot.of(data).version();
        long time = version == null ? clock.millis() : version;
        String id = by.delivery() + "." + (extensions.isEmpty() ? type : "correction");
        var attributes =
                new Event.Attributes(
                        id,
                        SOURCE + by.connector(),
                        type,
                        uid,
                        java.time.Instant.ofEpochMilli(time).toString(),
                        new Event.Attributes.Optional(null, extensions));
        Map<String, @Nullable Object> clean = redaction.apply(new LinkedHashMap<>(data));
        return new Event(attributes, Json.write(clean), new Provenance(origin, by.delivery()));
    }

    static boolean isOurs(Event event) {
        return event.source().startsWith(SOURCE);
    }

    /** The only system that it is for; null: it is for all. */
    static @Nullable String only(Event event) {
        return isOurs(event) && event.extensions().get(ONLY) instanceof String system
                ? system
                : null;
    }
}
