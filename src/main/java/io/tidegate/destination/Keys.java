package io.tidegate.destination;

import io.tidegate.event.Triggers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map with known keys. What is wrong is noted and read as if it were absent, so that all of it is
 * found.
 */
final class Keys {
    private final Map<?, ?> values;
    private final List<String> path;
    private final List<Problem> problems;

    /**
     * @param allowed empty: any key is
     */
    Keys(@Nullable Object node, List<String> path, List<String> allowed, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
        this.values = node instanceof Map<?, ?> map ? map : Map.of();
        if (!(node instanceof Map)) {
            problems.add(
                    new Problem(path, what() + " must be a map with keys, not " + Shown.of(node)));
        }
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            if (!allowed.isEmpty() && !allowed.contains(name)) {
                wrong(
                        name,
                        "\""
                                + name
                                + "\" is not a key of "
                                + what()
                                + nearest(name, allowed)
                                + " (allowed: "
                                + String.join(", ", allowed)
                                + ")");
            }
        }
    }

    static String nearest(String name, List<String> allowed) {
        return Triggers.nearest(name, allowed)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
    }

    private String what() {
        return path.isEmpty() ? "a destination" : path.get(path.size() - 1);
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> names() {
        return values.keySet().stream().map(String::valueOf).toList();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable Object get(String key) {
        return values.get(key);
    }

    List<String> at(String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    void wrong(String key, String message) {
        problems.add(new Problem(at(key), message));
    }

    /** Notes that the value is not what is allowed. */
    void refuse(String key, String allowed) {
        wrong(
                key,
                "\""
                        + key
                        + "\" of "
                        + what()
                        + " must be "
                        + allowed
                        + ", not "
                        + Shown.of(get(key)));
    }

    void require(String key) {
        if (!has(key)) {
            problems.add(new Problem(path, what() + " has no \"" + key + "\", which it needs"));
        }
    }

    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (get(key) instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        refuse(key, "text");
        return Optional.empty();
    }

    boolean flag(String key) {
        if (has(key) && !(get(key) instanceof Boolean)) {
            refuse(key, "true or false");
        }
        return Boolean.TRUE.equals(get(key));
    }

    @Nullable BigDecimal number(String key) {
        if (has(key) && !(get(key) instanceof Number)) {
            refuse(key, "a number");
        }
        return get(key) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    List<?> list(String key) {
        if (has(key) && !(get(key) instanceof List)) {
            refuse(key, "a list");
        }
        return get(key) instanceof List<?> list ? list : List.of();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object item : list(key)) {
            if (item instanceof String text && !text.isBlank()) {
                texts.add(text);
            } else {
                wrong(
                        key,
                        "\"" + key + "\" of " + what() + " must list texts, not " + Shown.of(item));
            }
        }
        return texts;
    }

    /** What stands behind a key, if that is there. */
    Optional<Keys> map(String key, List<String> allowed) {
        return has(key)
                ? Optional.of(new Keys(get(key), at(key), allowed, problems))
                : Optional.empty();
    }
}
