package io.tidegate.mapping;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table from text to value.
 *
 * @param otherwise for a key that is not in the table; {@link Source#MISSING} if there is none
 * @param where what error messages call the table
 */
record Lookup(Map<String, @Nullable Object> table, @Nullable Object otherwise, String where) {

    static Converter make(Argument argument) throws InvalidArgument {
        if (!(argument.value() instanceof Map<?, ?> map) || map.isEmpty()) {
            throw argument.wrong("it needs a file, or key: value pairs");
        }
        return (map.get("file") instanceof String ? fromFile(argument, map) : inline(argument, map))
                .converter();
    }

    private static Lookup fromFile(Argument argument, Map<?, ?> map) throws InvalidArgument {
        List<String> allowed = ConverterKeys.TABLE.names();
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (!allowed.contains(name)) {
                throw argument.wrongAt(
                        name,
                        "unknown key \"" + name + "\" beside file" + Nearest.to(name, allowed));
            }
        }
        String file = Objects.requireNonNull((String) map.get("file"));
        try {
            Map<String, @Nullable Object> table =
                    new LinkedHashMap<>(argument.lookups().load(file));
            return new Lookup(
                    table, map.containsKey("default") ? map.get("default") : Source.MISSING, file);
        } catch (IOException e) {
            throw argument.wrongAt(
                    "file", "the table " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static Lookup inline(Argument argument, Map<?, ?> map) throws InvalidArgument {
        Map<String, @Nullable Object> table = new LinkedHashMap<>();
        map.forEach((key, value) -> table.put(String.valueOf(key), value));
        Object otherwise = table.containsKey("else") ? table.remove("else") : Source.MISSING;
        if (table.isEmpty()) {
            throw argument.wrong("it has only an else");
        }
        return new Lookup(table, otherwise, "its table");
    }

    private Converter converter() {
        return Converter.eachText(this::find);
    }

    private @Nullable Object find(String key) throws CannotConvert {
        Object found = table.get(key);
        if (found != null || table.containsKey(key)) {
            return found;
        }
        if (otherwise != Source.MISSING) {
            return otherwise;
        }
        if (key.isBlank()) {
            return Source.MISSING;
        }
        throw new CannotConvert(
                key,
                "not among the "
                        + table.size()
                        + " keys of "
                        + where
                        + ", and there is no default");
    }
}
