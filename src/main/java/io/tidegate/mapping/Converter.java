package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step from the selected value to the one that is sent. */
@FunctionalInterface
interface Converter {
    /** Never given {@code null} or {@link Source#MISSING}; may answer with either. */
    @Nullable Object apply(Object value) throws CannotConvert;

    /**
     * A converter of single values that takes a list element by element, and drops what became
     * nothing.
     */
    static Converter each(Converter one) {
        return new Converter() {
            @Override
            public @Nullable Object apply(Object value) throws CannotConvert {
                if (!(value instanceof List<?> list)) {
                    return one.apply(value);
                }
                List<@Nullable Object> converted = new ArrayList<>(list.size());
                for (Object element : list) {
                    Object result = element == null ? null : apply(element);
                    if (result != Source.MISSING) {
                        converted.add(result);
                    }
                }
                return converted;
            }
        };
    }

    /** A converter of texts; numbers and booleans are taken as their text. */
    static Converter eachText(OnText one) {
        return each(value -> one.apply(text(value)));
    }

    static String text(Object value) throws CannotConvert {
        String text = Plain.text(value);
        if (text == null) {
            throw new CannotConvert(value, "it takes texts, numbers and booleans");
        }
        return text;
    }

    /** What {@link #eachText} applies. */
    @FunctionalInterface
    interface OnText {
        @Nullable Object apply(String text) throws CannotConvert;
    }
}
