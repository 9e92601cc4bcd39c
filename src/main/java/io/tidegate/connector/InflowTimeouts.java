package io.tidegate.connector;

import java.time.Duration;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** How long the identity provider may take, 10 ms to 1 hour, or the connector's next word. */
public final class InflowTimeouts extends Inflow {
    private final MappingNode timeouts;

    InflowTimeouts(Inflow inflow, MappingNode timeouts) {
        super(inflow);
        this.timeouts = timeouts;
    }

    /** For a connection, such as {@code 5s}. */
    public InflowTimeouts connect(String time) {
        return put("connect", time);
    }

    /** For a connection. */
    public InflowTimeouts connect(Duration time) {
        return put("connect", time);
    }

    /** From the request sent to the answer read, such as {@code 30s}. */
    public InflowTimeouts response(String time) {
        return put("response", time);
    }

    /** From the request sent to the answer read. */
    public InflowTimeouts response(Duration time) {
        return put("response", time);
    }

    private InflowTimeouts put(String key, Object time) {
        nodes.put(timeouts, key, time);
        return this;
    }
}
