package io.tidegate;

import static io.tidegate.RunningServer.TOKEN;
import static io.tidegate.RunningServer.event;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.intake.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process with a real secret in its environment; the third party says back all it hears. */
class SecretsStaySecretTest {
    private static final String SECRET = "hunter2 &\u00e9 TOP-SECRET/42";
    private static final List<String> TRACES =
            List.of("hunter2", "TOP-SECRET", TOKEN, "right-admin-token");

    @TempDir Path folder;

    @Test
    void secretIsNeitherInTheLogNorInAnyFile() throws Exception {
        try (ThirdParty party = new ThirdParty()) {
            routes(party.port());
            Process process = process();
            try {
                int port = port();
                party.behave(out -> out.write(echo(party, "200 OK")));
                post(port, "good");
                await().until(() -> party.requests.size() >= 4);
                assertThat(String.join("", party.requests))
                        .contains("Bearer hunter2", "key=hunter2%20%26")
                        .contains("X-Plain: Bearer hunter2-TOP-SECRET", "/plain?key=hunter2-TOP")
                        .contains("X-Before: hunter2-TOP-SECRET")
                        .doesNotContain("/never");
                party.behave(out -> out.write(echo(party, "302 Found")));
                post(port, "bad");
                await().until(() -> count(log(), "\\bfailed delivery=") >= 10);
                theNextRequestCarriesWhatTheCommandSets(port, party);
                answersOfTheApiHaveNoTrace(port);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        assertThat(log())
                .contains("{{secret:key}}")
                .containsPattern("failed .*connector=plain .*\\$\\{secret:ascii-key}")
                .containsPattern(
                        "failed .*connector=unset .*the secret not-there is not set: set it")
                .containsPattern("failed .*connector=in-the-body .*holds the text of a secret");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, ISO_8859_1);
                assertThat(TRACES).as(file.toString()).noneMatch(content::contains);
            }
        }
    }

    private void theNextRequestCarriesWhatTheCommandSets(int port, ThirdParty party)
            throws IOException {
        post(port, "unset", "s.t");
        await().until(() -> log().contains("the secret stored-key is not set"));
        for (String text : List.of("hunter2-stored-1", "hunter2-stored-2")) {
            set(port, text);
            post(port, "after-" + text.substring(8), "s.t");
            await().until(
                            () ->
                                    party.requests.stream()
                                            .anyMatch(r -> r.contains("X-Stored: " + text)));
        }
        assertThat(Files.readString(folder.resolve("data/master.key"))).hasSize(45);
    }

    private static int failed(int port) throws IOException {
        return count(get(port, "/api/deliveries?connector=stored&status=failed"), "\"id\"");
    }

    private void set(int port, String text) {
        var out = new ByteArrayOutputStream();
        var environment =
                Map.of(
                        "TIDEGATE_PORT",
                        String.valueOf(port),
                        "TIDEGATE_ADMIN_TOKEN",
                        "right-admin-token");
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status =
                new Cli(
                                new CommandInstallation(environment, new Properties(), box -> 1),
                                new ByteArrayInputStream(
                                        (text + "\n").getBytes(StandardCharsets.UTF_8)),
                                print,
                                print)
                        .execute("secret", "set", "stored-key");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(String.format("the secret stored-key is set%n"));
        assertThat(status).isZero();
    }

    private void answersOfTheApiHaveNoTrace(int port) throws IOException {
        await().until(() -> failed(port) == 3);
        String deliveries = get(port, "/api/deliveries?connector=stored");
        Matcher ids = Pattern.compile("\"id\":\"(\\d+)\"").matcher(deliveries);
        StringBuilder said = new StringBuilder(get(port, "/api/secrets")).append(deliveries);
        while (ids.find()) {
            said.append(get(port, "/api/deliveries/" + ids.group(1)));
        }
        said.append(get(port, "/api/failed-queries")).append(get(port, "/observe/health"));
        assertThat(said.toString())
                .contains("stored-key", "\"setBy\":\"admin\"", "{{secret:stored-key}}");
        assertThat(TRACES).noneMatch(said.toString()::contains);
        String key = Files.readString(folder.resolve("data/master.key")).strip();
        assertThat(said.append(log()).toString()).doesNotContain(key);
    }

    private static String get(int port, String path) throws IOException {
        String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer right-admin-token\r\n\r\n";
        return Wire.once(port, request).body();
    }

    private static void post(int port, String id) throws IOException {
        post(port, id, "a.b");
    }

    private static void post(int port, String id, String type) throws IOException {
        String json = "Content-Type: application/cloudevents+json\r\n";
        assertThat(Wire.once(port, Wire.post(TOKEN, json, event(id, type, "1"))).status())
                .isEqualTo(202);
    }

    private static byte[] echo(ThirdParty party, String status) {
        String heard = party.requests.get(party.requests.size() - 1);
        String url = heard.split(" ")[1];
        return ThirdParty.ascii(
                "HTTP/1.1 "
                        + status
                        + "\r\nLocation: https://other.example"
                        + url
                        + "\r\nContent-Length: "
                        + heard.length()
                        + "\r\n\r\n"
                        + heard);
    }

    private void routes(int port) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String yaml =
                """
                - outflow:
                    id: query
                    on: [a.b]
                    to: "http://127.0.0.1:PORT/x?key={{secret:key}}"
                - outflow:
                    id: header
                    on: [a.b]
                    to:
                      uri: http://127.0.0.1:PORT/y
                      headers: { Authorization: "Bearer {{secret:ascii-key}}" }
                - outflow:
                    id: stored
                    on: [s.t]
                    to:
                      uri: http://127.0.0.1:PORT/stored
                      headers: { X-Stored: "{{secret:stored-key}}" }
                - outflow:
                    id: broken
                    on: [a.b]
                    to:
                      uri: http://127.0.0.1:PORT/z
                      headers: { X-Key: "{{secret:broken-key}}" }
                - route:
                    id: plain
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                      steps:
                        - setHeader: { name: X-Plain, simple: "Bearer ${secret:ascii-key}" }
                        - toD: "http://127.0.0.1:PORT/plain?key=${secret:ascii-key}"
                - outflow:
                    id: told-back
                    on: [a.b]
                    before:
                      - setHeader: { name: X-Before, simple: "${secret:ascii-key}" }
                    to: direct:told-back
                - route:
                    id: to-the-third-party
                    from:
                      uri: direct:told-back
                      steps:
                        - to: http://127.0.0.1:PORT/told-back
                - outflow:
                    id: in-the-body
                    on: [a.b]
                    before:
                      - setBody: { simple: '{"key": "${secret:ascii-key}"}' }
                    to: http://127.0.0.1:PORT/never
                - route:
                    id: unset
                    from:
                      uri: trigger:unset
                      parameters: { on: a.b }
                      steps:
                        - setHeader: { name: Authorization, simple: "Bearer ${secret:not-there}" }
                        - to: http://127.0.0.1:PORT/never
                """;
        Files.writeString(
                routes.resolve("a.camel.yaml"), yaml.replace("PORT", String.valueOf(port)));
    }

    private Process process() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        System.getProperty("java.home")
                                + File.separator
                                + "bin"
                                + File.separator
                                + "java",
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.jnu.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tidegate.Tidegate",
                        "run");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TIDEGATE_PORT", "0");
        builder.environment().put("TIDEGATE_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("TIDEGATE_ROUTES_DIR", folder.resolve("routes").toString());
        builder.environment().put("TIDEGATE_PRODUCER_TOKEN", TOKEN);
        builder.environment().put("TIDEGATE_ADMIN_TOKEN", "right-admin-token");
        builder.environment().put("TIDEGATE_ALLOW_PRIVATE_TARGETS", "true");
        builder.environment().put("TIDEGATE_RETRY_ATTEMPTS", "1");
        builder.environment().put("TIDEGATE_RETRY_DELAY", "100ms");
        builder.environment().put("TIDEGATE_SECRET_KEY", SECRET);
        builder.environment().put("TIDEGATE_SECRET_ASCII_KEY", "hunter2-TOP-SECRET");
        builder.environment().put("TIDEGATE_SECRET_BROKEN_KEY", "hunter2\nTOP-SECRET");
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private int port() {
        Pattern open = Pattern.compile("open host=\\S+ port=(\\d+)");
        String log = await().until(this::log, text -> open.matcher(text).find());
        Matcher matcher = open.matcher(log);
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static int count(String text, String pattern) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }
}
