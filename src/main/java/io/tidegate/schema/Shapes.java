package io.tidegate.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shapes that need no reading of their own. */
public final class Shapes {
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private Shapes() {}

    /** Any text; one that YAML takes for a number or for true is read as it is written. */
    public static Shape text() {
        return described("type", SCALARS);
    }

    /**
     * Text in which this is found.
     *
     * @param pattern of ECMAScript and Java alike
     */
    public static Shape matching(String pattern) {
        return described("type", "string", "pattern", pattern);
    }

    /** Text, and nothing that YAML takes for a number. */
    public static Shape string() {
        return described("type", "string", "minLength", 1);
    }

    public static Shape flag() {
        return described("type", "boolean");
    }

    public static Shape anything() {
        return new Shape.Described(Map.of());
    }

    /** One of these words. */
    public static Shape words(Map<String, String> wordsAndMeanings) {
        return described(
                "enum",
                List.copyOf(wordsAndMeanings.keySet()),
                "enumDescriptions",
                List.copyOf(wordsAndMeanings.values()));
    }

    /** One of these words, in upper or lower case; an editor offers them as they stand here. */
    public static Shape wordsInAnyCase(Map<String, String> wordsAndMeanings) {
        return anyOf(words(wordsAndMeanings), matching(inAnyCase(wordsAndMeanings.keySet())));
    }

    /** ECMAScript's patterns have no flag for it within. */
    private static String inAnyCase(Iterable<String> words) {
        StringBuilder pattern = new StringBuilder();
        for (String word : words) {
            pattern.append(pattern.isEmpty() ? "^(" : "|");
            word.chars().forEach(c -> pattern.append(inAnyCase((char) c)));
        }
        return pattern.append(")$").toString();
    }

    private static String inAnyCase(char c) {
        String text = String.valueOf(c);
        String upper = text.toUpperCase(Locale.ROOT);
        String lower = text.toLowerCase(Locale.ROOT);
        return upper.equals(lower) ? "\\" + text : "[" + upper + lower + "]";
    }

    public static Shape listOf(Shape element) {
        return described("type", "array", "items", element.schema());
    }

    /** A list that is not empty. */
    public static Shape someOf(Shape element) {
        return described("type", "array", "items", element.schema(), "minItems", 1);
    }

    /** Any keys, each with such a value. */
    public static Shape mapOf(Shape value) {
        return described("type", "object", "additionalProperties", value.schema());
    }

    public static Shape map(Keys keys) {
        return new Shape.Described(keys.schema());
    }

    /** A map of this one key. */
    public static Shape only(String key, Shape value) {
        return map(Keys.of(key, Key.required(key, value, "")));
    }

    public static Shape anyOf(Shape... shapes) {
        return described("anyOf", Arrays.stream(shapes).map(Shape::schema).toList());
    }

    public static Shape anyOf(List<Shape> shapes) {
        return anyOf(shapes.toArray(Shape[]::new));
    }

    /** A map that has none of these keys. */
    public static Shape without(Shape map, String... keys) {
        List<Object> forbidden = new ArrayList<>();
        for (String key : keys) {
            forbidden.add(Map.of("required", List.of(key)));
        }
        Map<String, Object> schema = new LinkedHashMap<>(map.schema());
        schema.put("not", Map.of("anyOf", forbidden));
        return new Shape.Described(schema);
    }

    /** A shape that the whole schema defines under this name. */
    public static Shape defined(String reference) {
        return described("$ref", reference);
    }

    /** The same with more of JSON schema's words. */
    public static Shape with(Shape shape, String word, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>(shape.schema());
        schema.put(word, value);
        return new Shape.Described(schema);
    }

    private static Shape described(Object... wordsAndValues) {
        return new Shape.Described(inOrder(wordsAndValues));
    }

    /** In this order, so that the schema is the same text each time. */
    static Map<String, Object> inOrder(Object... wordsAndValues) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndValues.length; i += 2) {
            words.put((String) wordsAndValues[i], wordsAndValues[i + 1]);
        }
        return words;
    }
}
