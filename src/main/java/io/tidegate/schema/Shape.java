package io.tidegate.schema;

import java.time.Duration;
import java.util.Map;

/**
 * What may stand behind a key. The bounds of a number or a time are read from here by the reader
 * too.
 */
public sealed interface Shape {

    /** As JSON schema, draft 4: Camel's own is written in it. */
    Map<String, Object> schema();

    /** A whole number. */
    record Whole(int least, int most) implements Shape {
        @Override
        public Map<String, Object> schema() {
            return Shapes.inOrder("type", "integer", "minimum", least, "maximum", most);
        }
    }

    /** A number with or without a fraction. */
    record Decimal(int least, int most) implements Shape {
        @Override
        public Map<String, Object> schema() {
            return Shapes.inOrder("type", "number", "minimum", least, "maximum", most);
        }
    }

    /** A time with its unit, such as {@code 30s}. */
    record Span(Duration least, Duration most) implements Shape {
        private static final String WRITTEN = "^(\\d{1,9}(ms|s|m|h|d)|[Pp][0-9DdTtHhMmSs.,+-]+)$";

        @Override
        public Map<String, Object> schema() {
            return Shapes.inOrder("type", "string", "pattern", WRITTEN);
        }
    }

    /** Anything else, as it is described. */
    record Described(Map<String, Object> schema) implements Shape {}
}
