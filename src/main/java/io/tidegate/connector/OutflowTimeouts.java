package io.tidegate.connector;

import java.time.Duration;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** How long a third party may take, 10 ms to 1 hour, or the connector's next word. */
public final class OutflowTimeouts extends Outflow {
    private final MappingNode timeouts;

    OutflowTimeouts(Outflow outflow, MappingNode timeouts) {
        super(outflow);
        this.timeouts = timeouts;
    }

    /** For a connection, such as {@code 5s}. */
    public OutflowTimeouts connect(String time) {
        return put("connect", time);
    }

    /** For a connection. */
    public OutflowTimeouts connect(Duration time) {
        return put("connect", time);
    }

    /** From the request sent to the answer read, such as {@code 30s}. */
    public OutflowTimeouts response(String time) {
        return put("response", time);
    }

    /** From the request sent to the answer read. */
    public OutflowTimeouts response(Duration time) {
        return put("response", time);
    }

    private OutflowTimeouts put(String key, Object time) {
        nodes.put(timeouts, key, time);
        return this;
    }
}
