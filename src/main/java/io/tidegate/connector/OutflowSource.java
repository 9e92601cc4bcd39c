package io.tidegate.connector;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** What stands at a place of the body: one of three. */
public final class OutflowSource {
    private final Outflow outflow;
    private final MappingNode field;

    OutflowSource(Outflow outflow, MappingNode field) {
        this.outflow = outflow;
        this.field = field;
    }

    /** A JSONPath on the event, such as {@code $.data.Email[0].Value}. */
    public OutflowField from(String path) {
        return field("from", path);
    }

    /**
     * A constant of any shape.
     *
     * @param value text, number, boolean, null, or a Map or List of them
     */
    public OutflowField value(@Nullable Object value) {
        return field("value", value);
    }

    /** A JSONata expression on the event, of at most 50 ms. */
    public OutflowField expr(String expression) {
        return field("expr", expression);
    }

    private OutflowField field(String key, @Nullable Object value) {
        outflow.nodes.put(field, key, value);
        return new OutflowField(outflow, field);
    }
}
