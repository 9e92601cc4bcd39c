package io.tidegate.mapping;

import org.jspecify.annotations.Nullable;

/** A converter with the name it has in the mapping. */
record NamedConverter(String name, Converter converter) {
    @Nullable Object apply(Object value) throws CannotConvert {
        return converter.apply(value);
    }
}
