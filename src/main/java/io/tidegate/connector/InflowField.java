package io.tidegate.connector;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/** One field of the mapping: what is done with its value, or the connector's next word. */
public final class InflowField extends Inflow {
    private final MappingNode field;

    InflowField(Inflow inflow, MappingNode field) {
        super(inflow);
        this.field = field;
    }

    /** Converters, in order: {@link Conversions} has a word for each. Several calls add up. */
    public InflowField convert(Conversion... converters) {
        for (Conversion converter : converters) {
            nodes.append(field, "convert", converter);
        }
        return this;
    }

    /** Instead of nothing. */
    public InflowField defaultValue(Object value) {
        nodes.put(field, "default", value);
        return this;
    }

    /**
     * The form that the value must have, such as {@code email}, {@code phone} or {@code url};
     * without it the delivery fails at once, naming the field.
     */
    public InflowField check(String format) {
        nodes.put(field, "check", format);
        return this;
    }

    /** Without a value the delivery fails at once, naming the field. */
    public InflowField required() {
        nodes.put(field, "required", true);
        return this;
    }
}
