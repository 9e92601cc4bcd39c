package io.tidegate.inflow;

import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Trigger;
import io.tidegate.event.Triggers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code {HookName, Time, HookId, Data}} as LoginRadius sends it. Names of hooks come in any case,
 * times with any number of digits; what the documentation does not promise may be missing.
 */
final class WebhookEnvelope {
    static final String SOURCE = "/webhooks/loginradius";

    private static final int MAX_NAME = 200;
    private static final String PROFILE = "UserProfile";

    private final Map<String, @Nullable Object> members;
    private final byte[] body;

    private WebhookEnvelope(Map<String, @Nullable Object> members, byte[] body) {
        this.members = members;
        this.body = body;
    }

    static WebhookEnvelope read(byte[] body) throws Refused {
        try {
            if (Json.parse(body) instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> members =
                        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                map.forEach((name, value) -> members.put(String.valueOf(name), value));
                return new WebhookEnvelope(members, body);
            }
            throw Refused.unreadable("", "a webhook is a JSON object");
        } catch (InvalidJson e) {
            throw Refused.unreadable(e.pointer(), String.valueOf(e.getMessage()));
        }
    }

    /** When the hook was triggered; null if it does not say, or says the year 1, which is never. */
    @Nullable Instant time() {
        String text = members.get("Time") instanceof String is ? is.trim() : "";
        try {
            String zoned = text.matches(".*([zZ]|[+-]\\d\\d:\\d\\d)") ? text : text + "Z";
            Instant time =
                    OffsetDateTime.parse(zoned.replaceFirst("(\\.\\d{9})\\d+", "$1")).toInstant();
            return time.isBefore(Instant.EPOCH) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Its event, without passwords, tokens and PINs. */
    Event event(Instant time) throws Refused {
        Object data = flat(Sensitive.removed(members.get("Data")));
        Object uid = data instanceof Map<?, ?> map ? map.get("Uid") : null;
        Attributes attributes =
                new Attributes(
                        id(),
                        SOURCE,
                        type(),
                        uid instanceof String text && !text.isBlank() ? text : null,
                        time.toString(),
                        new Attributes.Optional("application/json", Map.of()));
        try {
            return Event.ofJson(attributes, Json.write(data), data);
        } catch (InvalidEvent e) {
            throw Refused.content(e.pointer(), e.detail());
        }
    }

    private String type() throws Refused {
        String name = members.get("HookName") instanceof String is ? is.trim() : "";
        if (name.isEmpty() || name.length() > MAX_NAME || name.matches("(?s).*\\s.*")) {
            throw Refused.content(
                    "/HookName",
                    "HookName must name the event, in one word of at most "
                            + MAX_NAME
                            + " characters");
        }
        return Triggers.find(name)
                .map(Trigger::name)
                .orElseGet(() -> "loginradius." + name.toLowerCase(Locale.ROOT));
    }

    /** Without an id of its own, the same bytes are the same webhook. */
    private String id() {
        Object id = members.get("HookId");
        if (id instanceof String text && !text.isBlank()) {
            return text.trim();
        }
        if (id instanceof Number number) {
            return Json.text(number);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "body-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /**
     * Some hooks hold the profile one level deeper, beside what changed: it is put on one level.
     */
    private static @Nullable Object flat(@Nullable Object data) {
        if (!(data instanceof Map<?, ?> map) || !(map.get(PROFILE) instanceof Map<?, ?> profile)) {
            return data;
        }
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        profile.forEach((name, value) -> flat.put(String.valueOf(name), value));
        map.forEach(
                (name, value) -> {
                    if (!PROFILE.equals(name)) {
                        flat.put(String.valueOf(name), value);
                    }
                });
        return flat;
    }
}
