package io.tidegate.mapping;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words as booleans. */
final class Booleans {
    private Booleans() {}

    static @Nullable Object bool(Object value) throws CannotConvert {
        if (value instanceof Boolean) {
            return value;
        }
        return switch (Converter.text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1", "t", "y" -> true;
            case "false", "no", "off", "0", "f", "n" -> false;
            case "" -> Source.MISSING;
            default ->
                    throw new CannotConvert(
                            value, "not one of true, yes, on, 1, false, no, off, 0");
        };
    }
}
