package io.tidegate.destination;

import java.util.Locale;
import java.util.Set;

/** Which headers may be written by an author. */
public final class HeaderName {
    private static final Set<String> SET_BY_TIDEGATE =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "idempotency-key",
                    "tidegate-body");

    private HeaderName() {}

    /** Whether HTTP allows it. */
    public static boolean isOne(String name) {
        return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    }

    /** What is wrong with a name; empty if nothing is. */
    public static String mistake(String name) {
        if (!isOne(name)) {
            return "is not a header's name";
        }
        return SET_BY_TIDEGATE.contains(name.toLowerCase(Locale.ROOT))
                ? "is a header that Tidegate sets itself"
                : "";
    }
}
