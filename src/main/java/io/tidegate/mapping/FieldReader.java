package io.tidegate.mapping;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import io.tidegate.format.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind one target. */
final class FieldReader {
    private static final List<String> SOURCES = MappingKeys.SOURCES;
    private static final List<String> KEYS = MappingKeys.FIELD.names();
    private static final Pattern PATH_WITHOUT_DOLLAR =
            Pattern.compile("(data|id|source|type|subject|time)([.\\[].*)?", Pattern.DOTALL);

    private final String key;
    private final LookupTables lookups;
    private final List<Problem> problems;

    FieldReader(String key, LookupTables lookups, List<Problem> problems) {
        this.key = key;
        this.lookups = lookups;
        this.problems = problems;
    }

    /**
     * The field, or {@code null} if it or its target has a problem, which is among the problems
     * then.
     */
    @Nullable Field read(@Nullable Target target, @Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return map(target, map);
        }
        Source source = bare(node);
        return target == null || source == null
                ? null
                : new Field(target, source, List.of(), Source.MISSING, Field.Demands.NONE);
    }

    private @Nullable Source bare(@Nullable Object node) {
        if (node instanceof String text && text.strip().startsWith("$")) {
            return path(text, List.of(key));
        }
        String constant = "for a constant write { value: " + Shown.value(node) + " }";
        if (node instanceof String text) {
            String path =
                    PATH_WITHOUT_DOLLAR.matcher(text).matches()
                            ? "for a path write $." + text + "; "
                            : "";
            problem(
                    List.of(key),
                    Shown.value(node) + " is no source: a path starts with $; " + path + constant);
        } else {
            problem(List.of(key), Shown.value(node) + " is no source; " + constant);
        }
        return null;
    }

    private @Nullable Field map(@Nullable Target target, Map<?, ?> map) {
        int before = problems.size();
        for (Object each : map.keySet()) {
            String word = String.valueOf(each);
            if (!KEYS.contains(word)) {
                problem(
                        List.of(key, word),
                        "unknown key \"" + word + "\"; there are " + KEYS + Nearest.to(word, KEYS));
            }
        }
        Source source = source(map, problems.size() > before);
        List<NamedConverter> converters =
                map.containsKey("convert")
                        ? new ConverterReader(lookups, problems)
                                .read(List.of(key, "convert"), map.get("convert"))
                        : List.of();
        Field.Demands demands = new Field.Demands(check(map), required(map));
        if (target == null || source == null || problems.size() > before) {
            return null;
        }
        Object otherwise = map.containsKey("default") ? map.get("default") : Source.MISSING;
        return new Field(target, source, converters, otherwise, demands);
    }

    private @Nullable Source source(Map<?, ?> map, boolean misspelt) {
        List<String> given = SOURCES.stream().filter(map::containsKey).toList();
        if (given.isEmpty()) {
            if (!misspelt) {
                problem(List.of(key), "it has no source; give it one of " + SOURCES);
            }
            return null;
        }
        if (given.size() > 1) {
            problem(
                    List.of(key, given.get(1)),
                    "it has " + String.join(" and ", given) + "; a field has one source");
            return null;
        }
        Object node = map.get(given.get(0));
        return switch (given.get(0)) {
            case "value" -> new Source.Constant(node);
            case "expr" -> expression(node);
            default -> from(node);
        };
    }

    private @Nullable Source from(@Nullable Object node) {
        if (node instanceof String text) {
            return path(text, List.of(key, "from"));
        }
        problem(
                List.of(key, "from"),
                "from needs a path that starts with $, not " + Shown.value(node));
        return null;
    }

    private @Nullable Source path(String text, List<String> keys) {
        try {
            return new Source.Selected(Path.compile(text));
        } catch (InvalidPath e) {
            problem(keys, e.getMessage());
            return null;
        }
    }

    private @Nullable Source expression(@Nullable Object node) {
        if (!(node instanceof String text) || text.isBlank()) {
            problem(
                    List.of(key, "expr"),
                    "expr needs a JSONata expression, not " + Shown.value(node));
            return null;
        }
        try {
            return new Source.Computed(Expression.compile(text));
        } catch (InvalidExpression e) {
            problem(List.of(key, "expr"), "not a JSONata expression: " + e.getMessage());
            return null;
        }
    }

    private @Nullable Check check(Map<?, ?> map) {
        if (!map.containsKey("check")) {
            return null;
        }
        String word = String.valueOf(map.get("check"));
        Optional<Format> format = Format.of(word);
        if (format.isEmpty()) {
            problem(
                    List.of(key, "check"),
                    "unknown form "
                            + Shown.value(map.get("check"))
                            + "; there are "
                            + Format.words()
                            + Nearest.to(word, Format.words()));
        }
        return format.map(Check::new).orElse(null);
    }

    private boolean required(Map<?, ?> map) {
        Object node = map.get("required");
        if (map.containsKey("required") && !(node instanceof Boolean)) {
            problem(
                    List.of(key, "required"),
                    "required is true or false, not " + Shown.value(node));
        }
        return Boolean.TRUE.equals(node);
    }

    private void problem(List<String> keys, @Nullable String message) {
        problems.add(new Problem(keys, String.valueOf(message)));
    }
}
