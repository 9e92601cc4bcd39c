package io.tidegate.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic, or one message of a queue, as it came.
 *
 * @param key of a Kafka record
 * @param headers in their order
 * @param body empty if there is none
 */
public record BusRecord(Place place, byte @Nullable [] key, List<Header> headers, byte[] body) {

    /**
     * @param text null if its bytes are not UTF-8, or it has none
     */
    public record Header(String name, @Nullable String text) {}

    public BusRecord {
        headers = List.copyOf(headers);
    }

    /** In memory, about. */
    long weight() {
        return 256L + body.length + (key == null ? 0 : key.length);
    }
}
