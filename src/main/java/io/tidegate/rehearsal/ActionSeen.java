package io.tidegate.rehearsal;

import io.tidegate.event.Event;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.journal.DeliveryRecord.Beside;
import io.tidegate.journal.Note;
import io.tidegate.journal.StoredRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a trial has seen of an action, in the words of {@code expect}; nothing of a request. */
final class ActionSeen {
    private static final String IDENTITY = "identity:";

    private ActionSeen() {}

    /** {@code action, match, profile, object}, as it is stored. */
    static Map<String, @Nullable Object> of(StoredRequest request) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        byte[] body = request.body();
        if (body != null && request.url().startsWith(IDENTITY)) {
            seen.put("action", request.url().substring(IDENTITY.length()));
            if (parsed(body) instanceof Map<?, ?> stored) {
                for (String key : List.of("match", "profile", "object")) {
                    if (stored.containsKey(key)) {
                        seen.put(key, stored.get(key));
                    }
                }
            }
        }
        return seen;
    }

    /** {@code cleaned, lost, published}, if anything was. */
    static Map<String, @Nullable Object> of(Beside beside) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        for (Note note : beside.notes()) {
            if (note.kind().equals("cleaned")) {
                seen.put("cleaned", parsed(note.json().getBytes(StandardCharsets.UTF_8)));
            }
            if (note.kind().equals("conflict")
                    && parsed(note.json().getBytes(StandardCharsets.UTF_8))
                            instanceof Map<?, ?> conflict) {
                seen.put("lost", conflict.get("lost"));
            }
        }
        if (!beside.events().isEmpty()) {
            seen.put("published", beside.events().stream().map(ActionSeen::published).toList());
        }
        return seen;
    }

    private static Map<String, @Nullable Object> published(Event event) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        seen.put("type", event.type());
        seen.put("subject", event.subject());
        seen.put("data", event.root().get("data"));
        return seen;
    }

    /** {@code outcome, changed} of a delivery's result, if it is an action's. */
    static Map<String, @Nullable Object> of(@Nullable Object result) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        if (result instanceof Map<?, ?> map && map.containsKey("outcome")) {
            seen.put("outcome", map.get("outcome"));
            seen.put("changed", map.get("changed"));
        }
        return seen;
    }

    private static @Nullable Object parsed(byte[] json) {
        try {
            return Json.parse(json);
        } catch (InvalidJson e) {
            throw new IllegalStateException("a bug: what we stored is no JSON", e);
        }
    }
}
