package io.tidegate.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may do; each may all that those before it may. */
public enum Role {
    /** Looks at everything; payloads are masked. */
    VIEWER,
    /** Activates, replays, and sees payloads. */
    OPERATOR,
    /** Writes connectors and secrets. */
    AUTHOR,
    /** People, tokens, keys and backups. */
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** By its word, in any case. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
    }

    /** All words, as an error names them. */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }
}
