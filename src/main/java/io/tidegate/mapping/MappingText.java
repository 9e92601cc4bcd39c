package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mapping was written as, to be written again. */
public final class MappingText {
    private final Map<String, @Nullable Object> spec;
    private final LookupTables lookups;

    MappingText(Map<?, ?> spec, LookupTables lookups) {
        this.spec = map(spec);
        this.lookups = lookups;
    }

    /** As it was given to {@link Mapping#compile}. */
    public Map<String, @Nullable Object> asWritten() {
        return Collections.unmodifiableMap(spec);
    }

    /** The same with the paths of tables relative to the working directory. */
    public Map<String, @Nullable Object> located() {
        Map<String, @Nullable Object> located = new LinkedHashMap<>();
        spec.forEach((target, source) -> located.put(target, field(source)));
        return located;
    }

    private @Nullable Object field(@Nullable Object source) {
        if (!(source instanceof Map<?, ?> field) || !field.containsKey("convert")) {
            return source;
        }
        Map<String, @Nullable Object> located = map(field);
        located.computeIfPresent("convert", (key, converters) -> converters(converters));
        return located;
    }

    private Object converters(Object converters) {
        if (!(converters instanceof List<?> list)) {
            return converter(converters);
        }
        List<Object> located = new ArrayList<>();
        list.forEach(one -> located.add(converter(one)));
        return located;
    }

    private Object converter(Object converter) {
        if (converter instanceof Map<?, ?> one
                && one.get("lookup") instanceof Map<?, ?> table
                && table.get("file") instanceof String file) {
            Map<String, @Nullable Object> located = map(table);
            located.put("file", lookups.locate(file));
            return Map.of("lookup", located);
        }
        return converter;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
