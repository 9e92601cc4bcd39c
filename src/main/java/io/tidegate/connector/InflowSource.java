package io.tidegate.connector;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** What stands in a field of the account: one of three. */
public final class InflowSource {
    private final Inflow inflow;
    private final MappingNode field;

    InflowSource(Inflow inflow, MappingNode field) {
        this.inflow = inflow;
        this.field = field;
    }

    /** A JSONPath on the event, such as {@code $.data.Email[0].Value}. */
    public InflowField from(String path) {
        return field("from", path);
    }

    /**
     * A constant of any shape.
     *
     * @param value text, number, boolean, null, or a Map or List of them
     */
    public InflowField value(@Nullable Object value) {
        return field("value", value);
    }

    /** A JSONata expression on the event, of at most 50 ms. */
    public InflowField expr(String expression) {
        return field("expr", expression);
    }

    private InflowField field(String key, @Nullable Object value) {
        inflow.nodes.put(field, key, value);
        return new InflowField(inflow, field);
    }
}
