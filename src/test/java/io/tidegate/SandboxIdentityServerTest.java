package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Settings;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change in the sandbox's identity provider becomes in the same server. */
class SandboxIdentityServerTest {
    private static final Pattern SHOWN =
            Pattern.compile("(?s)curl 'http://127\\.0\\.0\\.1:8080(\\S+)'.*?-d '(.*?)'\\n```");

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;

    private Server start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("crm.camel.yaml"),
                """
                - outflow:
                    id: crm
                    on: [Register]
                    mapping: { name: $.data.FullName, secret: $.data.Password }
                    to: https://api.crm.example/contacts
                """);
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.toString(),
                                "TIDEGATE_ROUTES_DIR",
                                routes.toString(),
                                "TIDEGATE_PORT",
                                "0",
                                "TIDEGATE_IDENTITY_KEY",
                                "a real one"),
                        new Properties());
        assertThat(safe.ignored()).contains("TIDEGATE_IDENTITY_KEY");
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        return Server.start(
                settings,
                Optional.of(new Sandbox(settings.host(), settings.dataDir(), safe.ignored())));
    }

    private String send(Server server, String path, HttpRequest.Builder request) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Matcher shown() throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("docs/sandbox-identity.md")));
        assertThat(shown.find()).isTrue();
        return shown;
    }

    @Test
    void theAccountThatThePageMakesReachesAnotherSystem() throws Exception {
        Matcher shown = shown();
        try (Server server = start()) {
            String account =
                    send(
                            server,
                            shown.group(1),
                            HttpRequest.newBuilder()
                                    .POST(HttpRequest.BodyPublishers.ofString(shown.group(2))));
            assertThat(account).contains("\"FullName\":\"Ada\"");
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    send(
                                                            server,
                                                            "/sandbox/requests",
                                                            HttpRequest.newBuilder()))
                                            .contains("\"body\":{\"name\":\"Ada\"}"));
        }
        try (Server again = start()) {
            assertThat(send(again, "/sandbox/loginradius", HttpRequest.newBuilder()))
                    .contains("ada@mail.example");
        }
    }
}
