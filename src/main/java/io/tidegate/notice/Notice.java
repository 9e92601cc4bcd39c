package io.tidegate.notice;

import io.tidegate.event.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that operators should know.
 *
 * @param id the same on every way and repeat
 * @param type such as {@code tidegate.connector.deactivated}
 * @param at ms since 1970
 * @param data JSON
 */
public record Notice(long id, String type, long at, String data) {

    /** That Tidegate switched a connector off. */
    public static Notice deactivated(long id, String connector, String reason, long at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connector", connector);
        data.put("reason", reason);
        return new Notice(id, "tidegate.connector.deactivated", at, Json.text(data));
    }

    /** As Standard Webhooks recommends it: type, timestamp, data. */
    public String json() {
        return "{\"type\":"
                + Json.text(type)
                + ",\"timestamp\":"
                + Json.text(Instant.ofEpochMilli(at).toString())
                + ",\"data\":"
                + data
                + "}";
    }
}
