package io.tidegate.destination;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is put around a mapped body: compiled once, applied to any number. */
public final class Envelope {
    private static final Object NOTHING = new Object();

    private final @Nullable Object shape;

    /** A text of the envelope's own that names secrets or variables, unlike what an event says. */
    public record Reference(String text) {}

    private Envelope(@Nullable Object shape) {
        this.shape = shape;
    }

    /**
     * @param written as the file has it, checked before: a text that begins with {@code $} is a
     *     path
     */
    static Envelope of(@Nullable Object written, Map<String, Object> parameters) {
        return new Envelope(compiled(written, parameters));
    }

    private static @Nullable Object compiled(
            @Nullable Object written, Map<String, Object> parameters) {
        if (written instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> compiled = new LinkedHashMap<>();
            map.forEach(
                    (key, value) -> compiled.put(String.valueOf(key), compiled(value, parameters)));
            return compiled;
        }
        if (written instanceof List<?> list) {
            List<@Nullable Object> compiled = new ArrayList<>();
            list.forEach(item -> compiled.add(compiled(item, parameters)));
            return compiled;
        }
        return written instanceof String text ? text(text, parameters) : written;
    }

    private static Object text(String text, Map<String, Object> parameters) {
        if (text.startsWith("$")) {
            return path(text);
        }
        ParameterText template = new ParameterText(text);
        String only = template.only();
        Object value =
                only == null
                        ? template.filled(parameters, ParameterText.In.TEXT)
                        : parameters.get(only);
        if (value instanceof String filled && ParameterText.hasReference(filled)) {
            return new Reference(filled);
        }
        return value == null ? NOTHING : value;
    }

    private static Path path(String text) {
        try {
            return Path.compile(text);
        } catch (InvalidPath e) {
            throw new IllegalStateException("a bug: it was compiled when the file was read", e);
        }
    }

    /** Whether a {@link Reference} is in it, wherever. */
    public boolean hasReferences() {
        return hasReferences(shape);
    }

    private static boolean hasReferences(@Nullable Object shape) {
        if (shape instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Envelope::hasReferences);
        }
        return shape instanceof List<?> list
                ? list.stream().anyMatch(Envelope::hasReferences)
                : shape instanceof Reference;
    }

    /** A body that shares values with the mapped one: neither is to be changed afterwards. */
    public @Nullable Object around(@Nullable Object body) {
        Object made = made(shape, body);
        return made == NOTHING ? null : made;
    }

    private static @Nullable Object made(@Nullable Object shape, @Nullable Object body) {
        if (shape instanceof Path path) {
            return path.first(body, NOTHING);
        }
        if (shape instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> made = new LinkedHashMap<>();
            map.forEach(
                    (key, value) -> {
                        Object item = made(value, body);
                        if (item != NOTHING) {
                            made.put(String.valueOf(key), item);
                        }
                    });
            return made;
        }
        if (shape instanceof List<?> list) {
            List<@Nullable Object> made = new ArrayList<>();
            for (Object value : list) {
                Object item = made(value, body);
                if (item != NOTHING) {
                    made.add(item);
                }
            }
            return made;
        }
        return shape;
    }
}
