package io.tidegate.destination;

import io.tidegate.destination.Parameter.Caption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code properties} and {@code required}. */
final class ParameterReader {
    private static final List<String> KEYS =
            List.of(
                    "title",
                    "description",
                    "type",
                    "format",
                    "enum",
                    "default",
                    "minimum",
                    "maximum",
                    "pattern",
                    "example",
                    "x-descriptors");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

    Parameters read(Keys file) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        List<String> required = file.texts("required");
        file.map("properties", List.of())
                .ifPresent(
                        all ->
                                all.names()
                                        .forEach(
                                                name ->
                                                        parameters.put(
                                                                name,
                                                                parameter(
                                                                        all,
                                                                        name,
                                                                        required.contains(name)))));
        for (String name : required) {
            if (!parameters.containsKey(name)) {
                file.wrong(
                        "required",
                        "\""
                                + name
                                + "\" is required, but is not among the properties"
                                + Keys.nearest(name, List.copyOf(parameters.keySet())));
            }
        }
        return new Parameters(parameters);
    }

    private static Parameter parameter(Keys all, String name, boolean required) {
        if (!NAME.matcher(name).matches() || name.equals("destination")) {
            all.wrong(
                    name,
                    "\""
                            + name
                            + "\" is no name for a parameter: letters and digits, a small letter first, and not"
                            + " \"destination\"");
        }
        Keys keys = new Keys(all.get(name), all.at(name), KEYS, all.problems());
        keys.require("type");
        ValueType type = type(keys);
        Parameter parameter =
                new Parameter(
                        name,
                        caption(keys),
                        type,
                        limits(keys, type),
                        keys.get("default"),
                        required);
        if (keys.has("default")) {
            parameter
                    .mistake(keys.get("default"))
                    .ifPresent(wrong -> keys.wrong("default", "the default of " + wrong));
        }
        return parameter;
    }

    private static ValueType type(Keys keys) {
        String word = keys.text("type").orElse("string");
        return ValueType.of(word)
                .orElseGet(
                        () -> {
                            keys.refuse("type", "one of " + String.join(", ", ValueType.all()));
                            return ValueType.STRING;
                        });
    }

    private static Caption caption(Keys keys) {
        Object example = keys.get("example");
        return new Caption(
                keys.text("title").orElse(null),
                keys.text("description").orElse(null),
                example == null ? null : example.toString(),
                keys.texts("x-descriptors"));
    }

    private static Limits limits(Keys keys, ValueType type) {
        String format = keys.text("format").orElse(null);
        if (format != null && (!Limits.FORMATS.contains(format) || type != ValueType.STRING)) {
            keys.refuse("format", String.join(" or ", Limits.FORMATS) + ", for a string");
        }
        for (Object one : keys.list("enum")) {
            if (one == null || !type.allows(one)) {
                keys.wrong(
                        "enum",
                        "\"enum\" lists what is " + type.words() + ", not " + Shown.of(one));
            }
        }
        return new Limits(
                format,
                keys.list("enum").stream()
                        .filter(Objects::nonNull)
                        .map(Object.class::cast)
                        .toList(),
                keys.number("minimum"),
                keys.number("maximum"),
                pattern(keys));
    }

    private static @Nullable Pattern pattern(Keys keys) {
        try {
            return keys.text("pattern").map(Pattern::compile).orElse(null);
        } catch (PatternSyntaxException e) {
            keys.refuse("pattern", "a regular expression (" + e.getDescription() + ")");
            return null;
        }
    }
}
