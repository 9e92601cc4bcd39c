package io.tidegate.destination;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the texts of a destination may name. */
final class TextRules {
    private static final Pattern REFERENCE =
            Pattern.compile("secret:[a-z0-9]+(-[a-z0-9]+)*|env:[A-Za-z_][A-Za-z0-9_]*");

    private final Parameters parameters;

    TextRules(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Notes each {@code {{name}}} that is no parameter. */
    void check(Keys keys, String key, String text) {
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
            int end = text.indexOf("}}", at);
            if (end < 0) {
                keys.wrong(key, "\"" + text.substring(at) + "\" has no closing }}");
                return;
            }
            String name = text.substring(at + 2, end);
            if (!parameters.byName().containsKey(name) && !REFERENCE.matcher(name).matches()) {
                keys.wrong(key, unknown(name));
            }
        }
    }

    private String unknown(String name) {
        return "{{"
                + name
                + "}} is no parameter of this destination"
                + Keys.nearest(name, parameters.names())
                + " (parameters: "
                + (parameters.byName().isEmpty() ? "none" : String.join(", ", parameters.names()))
                + ")";
    }

    /** A URL cannot be left out: each of its parameters must have a value. */
    void checkUrl(Keys keys, String key, String text) {
        check(keys, key, text);
        for (String name : new ParameterText(text).names()) {
            Parameter parameter = parameters.byName().get(name);
            if (parameter != null && !parameter.required() && parameter.otherwise() == null) {
                keys.wrong(
                        key,
                        "{{"
                                + name
                                + "}} stands in a URL: make \""
                                + name
                                + "\" required, or give it a default");
            }
        }
    }

    /** A body's texts: a path begins with {@code $}. */
    void checkBody(Keys keys, String key, @Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            Keys below = new Keys(map, keys.at(key), List.of(), keys.problems());
            below.names().forEach(name -> checkBody(below, name, map.get(name)));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> checkBody(keys, key, item));
        } else if (node instanceof String text && text.startsWith("$")) {
            path(keys, key, text);
        } else if (node instanceof String text) {
            check(keys, key, text);
        }
    }

    /**
     * A path that is read for each delivery, on a thread that others wait for.
     *
     * @return null if it is none
     */
    static @Nullable Path path(Keys keys, String key, String text) {
        if (!text.startsWith("$")) {
            keys.refuse(key, "a path that starts with $");
            return null;
        }
        try {
            Path path = Path.compile(text);
            if (!path.isShort()) {
                keys.wrong(key, text + " may take long: a path here has no .., =~ or function");
            }
            return path;
        } catch (InvalidPath e) {
            keys.wrong(key, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
