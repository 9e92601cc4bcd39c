package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.journal.JournalSettings;

/** What the settings say, in the words of the packages that do not know them. */
final class Defaults {
    private Defaults() {}

    static JournalSettings journal(Settings settings) {
        return new JournalSettings(
                settings.databaseUrl(),
                settings.databaseUser(),
                settings.databasePassword(),
                JournalSettings.DEFAULT_MAX_WAITING);
    }

    /** What holds for a connector that says nothing else. */
    static Terms terms(Settings settings) {
        Retry usual = Retry.DEFAULT;
        Retry retry =
                new Retry(
                        settings.retryAttempts(),
                        settings.retryDelay(),
                        usual.backOffMultiplier(),
                        usual.maxDelay(),
                        usual.jitter(),
                        usual.giveUpOn());
        return new Terms(
                retry,
                true,
                settings.concurrency(),
                settings.connectTimeout(),
                settings.responseTimeout(),
                false);
    }
}
