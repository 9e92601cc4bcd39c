package io.tidegate.connector;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** The destination's parameters, or the connector's next word. */
public final class OutflowDestination extends Outflow {
    private final MappingNode to;

    OutflowDestination(Outflow outflow, MappingNode to) {
        super(outflow);
        this.to = to;
    }

    /**
     * A parameter, as {@code tidegate destinations show NAME} lists them; a secret is given as
     * {@code {{secret:name}}}.
     *
     * @param value text, number or boolean
     */
    public OutflowDestination with(String parameter, @Nullable Object value) {
        nodes.put(to, parameter, value);
        return this;
    }
}
