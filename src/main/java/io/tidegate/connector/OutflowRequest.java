package io.tidegate.connector;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/** The request's method and headers, or the connector's next word. */
public final class OutflowRequest extends Outflow {
    private final MappingNode to;

    OutflowRequest(Outflow outflow, MappingNode to) {
        super(outflow);
        this.to = to;
    }

    /**
     * {@code POST}, if nothing is said, {@code PUT}, {@code PATCH}, {@code DELETE} or {@code GET}.
     */
    public OutflowRequest method(String method) {
        nodes.put(to, "method", method);
        return this;
    }

    /** A header; {@code {{secret:name}}} in its value is read at each send. */
    public OutflowRequest header(String name, String value) {
        nodes.put(nodes.child(to, "headers"), name, value);
        return this;
    }
}
