package io.tidegate.destination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a connector says to a destination under one name.
 *
 * @param otherwise its default; null: none
 */
public record Parameter(
        String name,
        Caption caption,
        ValueType type,
        Limits limits,
        @Nullable Object otherwise,
        boolean required) {

    /**
     * For people and their editors.
     *
     * @param descriptors as Kamelets have them, {@code x-descriptors}
     */
    public record Caption(
            @Nullable String title,
            @Nullable String description,
            @Nullable String example,
            List<String> descriptors) {
        public Caption {
            descriptors = List.copyOf(descriptors);
        }
    }

    /** True if it holds a credential, which is given as a reference. */
    public boolean isSecret() {
        return limits.isSecret();
    }

    /** True if a connector has to give it. */
    public boolean isNeeded() {
        return required && otherwise == null;
    }

    /** What is wrong with a value, for its author. */
    Optional<String> mistake(@Nullable Object value) {
        if (value == null || !type.allows(value)) {
            String quotes =
                    type == ValueType.STRING
                                    && (value instanceof Number || value instanceof Boolean)
                            ? ": write it in quotes"
                            : "";
            return Optional.of(must(type.words(), value) + quotes);
        }
        if (value instanceof String text && text.isBlank()) {
            return Optional.of("\"" + name + "\" is empty: leave it out, or give it a value");
        }
        if (isSecret() && !ParameterText.hasReference(value.toString())) {
            return Optional.of(plainSecret());
        }
        return limits.missed(value).map(allowed -> must(allowed, value) + near(value));
    }

    private String must(String allowed, @Nullable Object value) {
        return "\"" + name + "\" must be " + allowed + ", not " + Shown.of(value);
    }

    private String near(Object value) {
        return Keys.nearest(
                value.toString(), limits.among().stream().map(String::valueOf).toList());
    }

    private String plainSecret() {
        return "\""
                + name
                + "\" is a secret, and would be readable in this file: write \"{{secret:NAME}}\", and set it by tidegate"
                + " secret set NAME";
    }

    /** As JSON Schema has it. */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        Stream.of(
                        Map.entry("title", Optional.ofNullable(caption.title())),
                        Map.entry("description", Optional.ofNullable(caption.description())),
                        Map.entry("type", Optional.of(type.word())),
                        Map.entry("format", Optional.ofNullable(limits.format())),
                        Map.entry(
                                "enum", Optional.of(limits.among()).filter(all -> !all.isEmpty())),
                        Map.entry("minimum", Optional.ofNullable(limits.minimum())),
                        Map.entry("maximum", Optional.ofNullable(limits.maximum())),
                        Map.entry(
                                "pattern",
                                Optional.ofNullable(limits.pattern()).map(Object::toString)),
                        Map.entry("default", Optional.ofNullable(otherwise)),
                        Map.entry("example", Optional.ofNullable(caption.example())),
                        Map.entry(
                                "x-descriptors",
                                Optional.of(caption.descriptors()).filter(all -> !all.isEmpty())))
                .forEach(word -> word.getValue().ifPresent(is -> schema.put(word.getKey(), is)));
        return schema;
    }
}
