package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.config.Settings;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks docs/first-connector.md from its first step to its last, in one running sandbox. */
class FirstConnectorGuideTest {
    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> blocks;
    private final String page;
    private Path file;
    private Path data;
    private Server server;

    FirstConnectorGuideTest() throws IOException {
        page = Files.readString(Path.of("docs/first-connector.md"));
        blocks =
                Pattern.compile("(?s)```\\w*\\n(.*?)```")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
    }

    /** The only block that begins so. */
    private String block(String begin) {
        List<String> found = blocks.stream().filter(block -> block.startsWith(begin)).toList();
        assertThat(found).as("blocks of the page that begin with %s", begin).hasSize(1);
        return found.get(0);
    }

    private String tidegate(String... arguments) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEGATE_ROUTES_DIR", folder.resolve("routes").toString());
        settings.put("TIDEGATE_DATA_DIR", data.toString());
        settings.put("TIDEGATE_PORT", Integer.toString(server.port()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Cli(new CommandInstallation(settings, new Properties(), box -> 0), print, print)
                .execute(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** As if the page's folder were this one. */
    private String said(String... arguments) {
        return tidegate(arguments).replace(folder + "/routes", "routes");
    }

    private void awaitConnectors(String text) {
        await().untilAsserted(() -> assertThat(said("connectors")).contains(text));
    }

    private void save(String text) throws IOException {
        Files.writeString(file, text);
    }

    private String send(String id) throws Exception {
        Matcher curl =
                Pattern.compile("(?s)curl -i http://127.0.0.1:8080/events .*? -d '(.*?)'")
                        .matcher(page);
        assertThat(curl.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(url("/events"))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + Files.readString(data.resolve("producer.token")).strip())
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        curl.group(1).replace("welcome-1", id)))
                        .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private void ask(String curl) throws Exception {
        Matcher path = Pattern.compile("curl '?http://127.0.0.1:8080([^'\\s]+)'?").matcher(curl);
        assertThat(path.find()).isTrue();
        var answer =
                http.send(
                        HttpRequest.newBuilder(url(path.group(1))).build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheGuideSaysIsWhatHappens() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        file = routes.resolve("welcome-mail.camel.yaml");
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.resolve("data").toString(),
                                "TIDEGATE_ROUTES_DIR",
                                routes.toString(),
                                "TIDEGATE_RETRY_DELAY",
                                "50ms",
                                "TIDEGATE_PORT",
                                "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        data = settings.dataDir();
        Sandbox sandbox = new Sandbox(settings.host(), settings.dataDir(), List.of());
        try (Server running = Server.start(settings, Optional.of(sandbox))) {
            server = running;
            walk();
        }
    }

    private void walk() throws Exception {
        // 2. Write it
        save(block("# yaml-language-server"));
        awaitConnectors("welcome-mail  active");

        // 3. See what it makes of an event
        Path ada = Files.writeString(folder.resolve("ada.json"), block("{ \"type\""));
        assertThat(page).contains("./tidegate dry-run welcome-mail --event ada.json --save-test\n");
        assertThat(said("dry-run", "welcome-mail", "--event", ada.toString(), "--save-test"))
                .isEqualTo(block("rules\n"));

        // 4. Know that it is right
        save(Files.readString(file) + block("      - name: who has not"));
        assertThat(said("test", file.toString())).isEqualTo(block("2 tests passed"));
        String good = Files.readString(file);
        String misspelt = good.replace("on: Register", "on: Regster");
        save(misspelt);
        assertThat(said("validate", file.toString())).isEqualTo(block("routes/welcome-mail"));
        save(good);

        // 5. Send an event
        awaitConnectors("welcome-mail  active");
        assertThat(send("welcome-1")).isEqualTo("{\"accepted\":[\"welcome-1\"],\"duplicates\":[]}");
        awaitTrace("welcome-1", "delivered", block("{\"to\":\"ada@").strip());
        assertThat(send("welcome-1")).contains("\"duplicates\":[\"welcome-1\"]");

        // 6. Break the connector, and mend it
        save(misspelt);
        awaitConnectors(block("welcome-mail: "));
        send("welcome-2");
        awaitTrace("welcome-2", "delivered", "welcome-v2");
        save(good.replace("{ value: welcome-v2 }", "{ value: welcome-v3 }"));
        await().untilAsserted(() -> assertThat(said("connectors")).doesNotContain("last good"));
        send("welcome-3");
        awaitTrace("welcome-3", "delivered", "welcome-v3");
        assertThat(said("test", file.toString()))
                .contains(
                        "2 tests, 1 failed",
                        "expected  \"welcome-v2\"",
                        "actual    \"welcome-v3\"");
        tidegate("connectors", "deactivate", "welcome-mail");
        awaitConnectors("welcome-mail  inactive");
        tidegate("connectors", "activate", "welcome-mail");
        awaitConnectors("welcome-mail  active");

        // 7. Break the third party
        ask(block("curl 'http://127.0.0.1:8080/sandbox/break"));
        send("welcome-4");
        awaitTrace("welcome-4", "attempt 2", "503");
        ask(block("curl http://127.0.0.1:8080/sandbox/mend"));
        awaitTrace("welcome-4", "delivered", "welcome-v3");
    }

    private void awaitTrace(String event, String... texts) {
        await().untilAsserted(() -> assertThat(said("trace", event)).contains(texts));
    }
}
