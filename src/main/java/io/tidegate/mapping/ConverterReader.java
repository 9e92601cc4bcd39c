package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code convert}: one converter or a list of them, each a name or a name with its argument.
 */
final class ConverterReader {
    private final LookupTables lookups;
    private final List<Problem> problems;

    ConverterReader(LookupTables lookups, List<Problem> problems) {
        this.lookups = lookups;
        this.problems = problems;
    }

    List<NamedConverter> read(List<String> keys, @Nullable Object node) {
        List<NamedConverter> converters = new ArrayList<>();
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                one(with(keys, String.valueOf(i)), list.get(i), converters);
            }
        } else {
            one(keys, node, converters);
        }
        return List.copyOf(converters);
    }

    private void one(List<String> keys, @Nullable Object node, List<NamedConverter> into) {
        if (node instanceof String name) {
            make(keys, keys, name, Source.MISSING, into);
        } else if (node instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String name = String.valueOf(only.getKey());
            make(keys, with(keys, name), name, only.getValue(), into);
        } else if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            problems.add(
                    new Problem(
                            keys,
                            "one converter an entry, but here are "
                                    + map.keySet()
                                    + "; write - before each of them"));
        } else {
            problems.add(
                    new Problem(
                            keys,
                            Shown.value(node)
                                    + " is no converter; there are "
                                    + Converters.names()));
        }
    }

    private void make(
            List<String> keys,
            List<String> argumentKeys,
            String name,
            @Nullable Object argument,
            List<NamedConverter> into) {
        Converters.Kind kind = Converters.find(name);
        if (kind == null) {
            problems.add(
                    new Problem(
                            keys,
                            "unknown converter \""
                                    + name
                                    + "\"; there are "
                                    + Converters.names()
                                    + Nearest.to(name, Converters.names())));
            return;
        }
        try {
            into.add(
                    new NamedConverter(
                            name,
                            kind.maker().make(new Argument(argument, kind.example(), lookups))));
        } catch (InvalidArgument e) {
            List<String> place = new ArrayList<>(argumentKeys);
            place.addAll(e.keys());
            problems.add(new Problem(place, name + ": " + e.getMessage()));
        }
    }

    private static List<String> with(List<String> keys, String key) {
        List<String> longer = new ArrayList<>(keys);
        longer.add(key);
        return longer;
    }
}
