package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a mapping's spec and finds every problem in it, not only the first. */
final class MappingReader {
    private final LookupTables lookups;
    private final List<Problem> problems = new ArrayList<>();
    private final Shape shape = new Shape();

    MappingReader(LookupTables lookups) {
        this.lookups = lookups;
    }

    Mapping read(Map<?, ?> spec) throws InvalidMapping {
        List<Field> fields = new ArrayList<>();
        spec.forEach(
                (key, value) -> {
                    String text = String.valueOf(key);
                    Target target = target(text);
                    Field field = new FieldReader(text, lookups, problems).read(target, value);
                    if (field != null) {
                        fields.add(field);
                    }
                });
        if (!problems.isEmpty()) {
            throw new InvalidMapping(problems);
        }
        return new Mapping(fields, new MappingText(spec, lookups));
    }

    private @Nullable Target target(String text) {
        try {
            Target target = Target.parse(text);
            String collision = shape.add(target);
            if (collision != null) {
                problems.add(new Problem(List.of(text), collision));
            }
            return target;
        } catch (InvalidTarget e) {
            problems.add(new Problem(List.of(text), "\"" + text + "\": " + e.getMessage()));
            return null;
        }
    }
}
