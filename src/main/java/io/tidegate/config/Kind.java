package io.tidegate.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a setting look like.
 *
 * @param allowed in words, for messages and docs/settings.md
 * @param reader gives null for a text that is not allowed
 * @param secret the value is never shown
 */
record Kind<T>(String allowed, Function<String, @Nullable T> reader, boolean secret) {

    Kind(String allowed, Function<String, @Nullable T> reader) {
        this(allowed, reader, false);
    }

    /** Never shown, and read as it stands: a password may begin or end with a space. */
    Kind<T> asSecret() {
        return new Kind<>(allowed, reader, true);
    }

    /** Space around it does not count, of a secret neither. */
    Kind<T> stripped() {
        return new Kind<>(allowed, text -> reader.apply(text.strip()), secret);
    }

    String shown(String value) {
        return secret ? "(secret, " + value.length() + " characters)" : "\"" + masked(value) + "\"";
    }

    /** The value alone, for somebody who may look. */
    String told(String value) {
        return secret ? "••••" : masked(value);
    }

    /** A database's or an endpoint's URL may hold a password. */
    private static String masked(String url) {
        return url.replaceAll("(?i)((?:password|secret|token)=)[^&;]*", "$1•••")
                .replaceAll("(://[^/@:]*:)[^/@]*@", "$1•••@");
    }
}
