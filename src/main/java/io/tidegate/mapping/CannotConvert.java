package io.tidegate.mapping;

import org.jspecify.annotations.Nullable;

/** A value that a converter has no answer for, and why. */
final class CannotConvert extends Exception {
    private final transient @Nullable Object value;

    CannotConvert(@Nullable Object value, String why) {
        super(why);
        this.value = value;
    }

    @Nullable Object value() {
        return value;
    }
}
