package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DummySecretsTest {
    private final DummySecrets secrets = new DummySecrets();

    @Test
    void aTokenIsReadable() {
        assertThat(secrets.secret("crm-token")).isEqualTo("sandbox-crm-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"crm-webhook", "webhook-signing-secret", "partner-signing-old", "webhook"})
    void aSigningSecretIsOneOfStandardWebhooks(String name) {
        String secret = secrets.secret(name);

        assertThat(secret).startsWith("whsec_").doesNotContain("=");
        assertThatCode(() -> new Webhook(secret).sign("id", 1, "body")).doesNotThrowAnyException();
    }

    @Test
    void theOneOfTheSampleIsWhatThePageShows() throws Exception {
        assertThat(Files.readString(Path.of("docs/connectors.md")))
                .contains("secret=" + secrets.secret("crm-webhook") + "\n");
    }
}
