package io.tidegate;

import io.tidegate.api.SettingView;
import io.tidegate.cli.Where;
import io.tidegate.config.Settings;
import io.tidegate.connector.BreakerTerms;
import io.tidegate.connector.Control;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.journal.JournalSettings;
import java.util.List;

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

    /** Where somebody on this machine reaches events and health. */
    static String publicOrigin(Settings settings) {
        return origin(settings, settings.host(), settings.port());
    }

    /**
     * Where somebody on this machine reaches the console and the API.
     *
     * @param port that is bound: theirs, or the only one
     */
    static String adminOrigin(Settings settings, int port) {
        String host = settings.adminPort() == null ? settings.host() : settings.adminHost();
        return origin(settings, host, port);
    }

    private static String origin(Settings settings, String host, int port) {
        return Where.origin(settings.tlsCertificate() == null ? "http" : "https", host, port);
    }

    /** As the API shows them. */
    static List<SettingView> shown(Settings settings) {
        return settings.inForce().stream()
                .map(
                        one ->
                                new SettingView(
                                        one.name(),
                                        one.variable(),
                                        one.value(),
                                        one.otherwise(),
                                        one.from(),
                                        one.meaning()))
                .toList();
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
                new Control(
                        settings.concurrency(),
                        null,
                        settings.breaker() ? BreakerTerms.USUAL : null,
                        settings.deactivateAfter(),
                        null),
                settings.connectTimeout(),
                settings.responseTimeout(),
                false);
    }
}
