package io.tidegate.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a body came to its value.
 *
 * @param source as an error names it: the path, the constant, the expression
 * @param selected what the source gave, or {@link #NOTHING}
 * @param converted what each converter made of it, as far as it came
 */
public record FieldTrace(
        String target,
        String source,
        @Nullable Object selected,
        List<Converted> converted,
        Result result) {
    /** Not the same as null, which an event may hold. */
    public static final Object NOTHING = Source.MISSING;

    public FieldTrace {
        converted = List.copyOf(converted);
    }

    /** What a converter, by its name, made of a value. */
    public record Converted(String converter, @Nullable Object value) {}

    /**
     * @param value what stands in the body, or {@link #NOTHING}
     * @param defaulted whether that is the default
     * @param error why there is no value; null: nothing failed
     */
    public record Result(@Nullable Object value, boolean defaulted, @Nullable String error) {}
}
