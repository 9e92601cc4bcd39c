package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.tidegate.config.Settings;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of an inflow does in the sandbox what its page says. */
class InflowInSandboxTest {
    @TempDir private Path folder;

    @Test
    void aSignedPostBecomesAnAccount() throws Exception {
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR", folder.toString(),
                                "TIDEGATE_ROUTES_DIR", "routes",
                                "TIDEGATE_RETRY_DELAY", "100ms",
                                "TIDEGATE_PORT", "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        Sandbox sandbox = new Sandbox(settings.host(), settings.dataDir(), List.of());
        String secret = sandbox.secrets().secret("crm-webhook");
        try (Server server = Server.start(settings, Optional.of(sandbox))) {
            String body =
                    "{\"contacts\":[{\"eventId\":\"e-1\",\"id\":\"c-1\",\"email\":\" Grace@Mail.Example\",\"firstName\":\"<b>Grace</b>\"}]}";
            assertThat(post(server, secret, body)).isEqualTo(202);
            assertThat(post(server, "whsec_" + "A".repeat(32), body)).isEqualTo(401);
            assertThat(post(server, secret, "{\"contacts\":[{\"id\":\"c-1\"}]}")).isEqualTo(422);

            await().untilAsserted(
                            () ->
                                    assertThat(accounts(server))
                                            .contains("grace@mail.example", "\"Grace\"")
                                            .doesNotContain("<b>"));
        }
    }

    private static int post(Server server, String secret, String body) throws Exception {
        long now = Clock.systemUTC().millis() / 1_000;
        String id = "msg_" + body.hashCode();
        HttpRequest request =
                HttpRequest.newBuilder(uri(server, "/inflow/crm-updates"))
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(now))
                        .header("webhook-signature", new Webhook(secret).sign(id, now, body))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String accounts(Server server) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(server, "/sandbox/loginradius/accounts.json")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static URI uri(Server server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
