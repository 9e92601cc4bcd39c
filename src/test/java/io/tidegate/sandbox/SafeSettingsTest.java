package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SafeSettingsTest {

    private static Settings settings(Map<String, String> environment, Properties system) {
        SafeSettings safe = SafeSettings.of(environment, system);
        return new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
    }

    @Test
    void aRealJournalIsNeverOpened() {
        Map<String, String> production =
                Map.of(
                        "TIDEGATE_DATABASE_URL", "jdbc:postgresql://db.internal/tidegate",
                        "TIDEGATE_FAILED_QUERY_SINK", "kafka:failures",
                        "TIDEGATE_ALLOW_PRIVATE_TARGETS", "true",
                        "TIDEGATE_SECRET_CRM_TOKEN", "real",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.internal:4318");

        assertThat(settings(production, new Properties()).databaseUrl())
                .isEqualTo("jdbc:sqlite:./data/sandbox/tidegate.db");
        assertThat(settings(production, new Properties()).failedQuerySink()).isNull();
        assertThat(settings(production, new Properties()).openTelemetry()).isEmpty();
        assertThat(SafeSettings.of(production, new Properties()).ignored())
                .containsExactly(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "TIDEGATE_ALLOW_PRIVATE_TARGETS",
                        "TIDEGATE_DATABASE_URL",
                        "TIDEGATE_FAILED_QUERY_SINK",
                        "TIDEGATE_SECRET_CRM_TOKEN");
    }

    @Test
    void aDataFolderThatIsSetGetsAFolderOfTheSandboxInIt() {
        Properties system = new Properties();
        system.setProperty("tidegate.data-dir", "/var/lib/tidegate");
        assertThat(settings(Map.of("TIDEGATE_DATA_DIR", "./other"), system).dataDir())
                .isEqualTo(Path.of("/var/lib/tidegate/sandbox"));
        assertThat(
                        settings(Map.of("TIDEGATE_DATA_DIR", "./data/sandbox"), new Properties())
                                .dataDir())
                .isEqualTo(Path.of("./data/sandbox"));
    }

    @Test
    void portAndRetriesAreObeyedAndRetriesAreFastUnlessSet() {
        assertThat(settings(Map.of("TIDEGATE_PORT", "9090"), new Properties()).port())
                .isEqualTo(9090);
        assertThat(settings(Map.of(), new Properties()).retryDelay())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(settings(Map.of("TIDEGATE_RETRY_DELAY", "1m"), new Properties()).retryDelay())
                .isEqualTo(Duration.ofMinutes(1));
    }
}
