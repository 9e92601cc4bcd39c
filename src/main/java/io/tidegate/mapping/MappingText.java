package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a mapping was written as, to be written again. */
public final class MappingText {
    private final Map<String, @Nullable Object> spec;
    private final LookupTables lookups;

    MappingText(Map<?, ?> spec, LookupTables lookups) {
        this.spec = map(spec);
        this.lookups = lookups;
    }

    /** In the shortest form that says the same. */
    public Map<String, @Nullable Object> asWritten() {
        return written(path -> path);
    }

    /** The same with the paths of tables relative to the working directory. */
    public Map<String, @Nullable Object> located() {
        return written(lookups::locate);
    }

    private Map<String, @Nullable Object> written(UnaryOperator<String> path) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        spec.forEach((target, source) -> written.put(target, field(source, path)));
        return written;
    }

    private static @Nullable Object field(@Nullable Object source, UnaryOperator<String> path) {
        if (!(source instanceof Map<?, ?> field)) {
            return source;
        }
        if (field.size() == 1 && field.containsKey("from")) {
            return field.get("from");
        }
        Map<String, @Nullable Object> written = map(field);
        written.computeIfPresent("convert", (key, converters) -> converters(converters, path));
        return written;
    }

    private static Object converters(Object converters, UnaryOperator<String> path) {
        if (!(converters instanceof List<?> list)) {
            return converter(converters, path);
        }
        List<Object> written = new ArrayList<>();
        list.forEach(one -> written.add(converter(one, path)));
        return written.size() == 1 ? written.get(0) : written;
    }

    private static Object converter(Object converter, UnaryOperator<String> path) {
        if (converter instanceof Map<?, ?> one
                && one.get("lookup") instanceof Map<?, ?> table
                && table.get("file") instanceof String file) {
            Map<String, @Nullable Object> written = map(table);
            written.put("file", path.apply(file));
            return Map.of("lookup", written);
        }
        return converter;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
