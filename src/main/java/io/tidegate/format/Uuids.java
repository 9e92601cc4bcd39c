package io.tidegate.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** UUIDs as RFC 9562, section 4, writes them. */
final class Uuids {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** In lower case. */
    static Optional<String> normal(String text) {
        return UUID.matcher(text).matches()
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
