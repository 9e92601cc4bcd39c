package io.tidegate.inflow;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A connector that takes posts now.
 *
 * @param system whose changes they tell of; null: it has no name
 */
public record Inbound(String connector, @Nullable String system, Entry entry) {

    /** The type of each of its events. */
    String type() {
        return Connector.INFLOW_TYPE + connector;
    }

    /** The source of each of its events. */
    String source() {
        return "/inflow/" + connector;
    }
}
