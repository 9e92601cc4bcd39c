package io.tidegate.mapping;

import java.util.List;
import java.util.Map;

/** Target fields and where each comes from, compiled once; any number of threads may apply it. */
public final class Mapping {
    private final List<Field> fields;
    private final List<String> targets;
    private final MappingText text;

    Mapping(List<Field> fields, MappingText text) {
        this.text = text;
        this.fields = List.copyOf(fields);
        this.targets = fields.stream().map(field -> field.target().text()).toList();
    }

    /**
     * Compiles target path → source, as plain Java from YAML. A source is a path ({@code $.data.x})
     * or a map of one of {@code from}, {@code value}, {@code expr}, with {@code convert}, {@code
     * default} and {@code required}.
     */
    public static Mapping compile(Map<String, Object> spec, LookupTables lookups)
            throws InvalidMapping {
        return new MappingReader(lookups).read(spec);
    }

    /**
     * A fresh body for this event, sharing nothing with it: a map, or a list if the targets start
     * with an index.
     */
    public Object apply(Map<String, Object> event) throws MappingFailed {
        Body body = new Body();
        for (Field field : fields) {
            Object value = field.value(event, FieldWatch.NOBODY);
            if (value != Source.MISSING) {
                body.set(field.target(), value);
            }
        }
        return body.value(!fields.isEmpty() && fields.get(0).target().startsWithIndex());
    }

    /** How each field of this event's body comes to its value, those too after one that fails. */
    public List<FieldTrace> trace(Map<String, Object> event) {
        return fields.stream().map(field -> FieldWatch.trace(field, event)).toList();
    }

    /** Whether a field is computed by JSONata, which may take its thread for up to 50 ms. */
    public boolean hasExpressions() {
        return fields.stream().anyMatch(field -> field.source() instanceof Source.Computed);
    }

    /** Whether each field is read in a time that the event's size bounds. */
    public boolean isShort() {
        return fields.stream().allMatch(field -> field.source().isShort());
    }

    /** What it was compiled from. */
    public MappingText text() {
        return text;
    }

    /** The target paths, in the order of the spec. */
    public List<String> targets() {
        return targets;
    }
}
