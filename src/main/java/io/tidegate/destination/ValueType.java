package io.tidegate.destination;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a parameter may be, in JSON Schema's words. */
public enum ValueType {
    STRING("text"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(ValueType::word).toList();
    }

    static Optional<ValueType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** As a file writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For a message. */
    String words() {
        return words;
    }

    boolean allows(Object value) {
        return switch (this) {
            case STRING -> value instanceof String;
            case INTEGER ->
                    value instanceof Integer
                            || value instanceof Long
                            || value instanceof BigInteger;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
        };
    }
}
