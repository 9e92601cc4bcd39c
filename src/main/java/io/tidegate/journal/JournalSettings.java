package io.tidegate.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where the journal is.
 *
 * @param url a JDBC URL, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql:…}
 * @param maxWaiting events that may wait for their commit before {@link JournalBusy}
 */
public record JournalSettings(
        String url, @Nullable String user, @Nullable String password, int maxWaiting) {
    public static final int DEFAULT_MAX_WAITING = 20_000;

    /** The URL without its parameters, which may hold a password. */
    String shownUrl() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "JournalSettings[" + shownUrl() + "]";
    }
}
