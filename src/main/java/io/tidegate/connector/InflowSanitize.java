package io.tidegate.connector;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/** What becomes of values that an account cannot hold, or the connector's next word. */
public final class InflowSanitize extends Inflow {
    private final MappingNode sanitize;

    InflowSanitize(Inflow inflow, MappingNode sanitize) {
        super(inflow);
        this.sanitize = sanitize;
    }

    /** Fields that no account has: {@code drop}, if nothing is said, or {@code refuse}. */
    public InflowSanitize unknown(String word) {
        return put("unknown", word);
    }

    /** Markup in texts: {@code strip}, if nothing is said, {@code escape} or {@code keep}. */
    public InflowSanitize html(String word) {
        return put("html", word);
    }

    /** Values that nothing can be made of: {@code refuse}, if nothing is said, or {@code drop}. */
    public InflowSanitize invalid(String word) {
        return put("invalid", word);
    }

    private InflowSanitize put(String key, String word) {
        nodes.put(sanitize, key, word);
        return this;
    }
}
