package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.config.Settings;
import io.tidegate.intake.PemPair;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server whose console and API have a port of their own; both ports speak TLS. */
class AdminPortTest {
    private static final String TOKEN = "the-admin-token-of-this-test";

    @TempDir static Path temp;
    static final Map<String, String> SETTINGS = new HashMap<>();
    static Server server;
    static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        PemPair pair = PemPair.in(temp, "tidegate");
        SETTINGS.put("TIDEGATE_PORT", "0");
        SETTINGS.put("TIDEGATE_ADMIN_PORT", "0");
        SETTINGS.put("TIDEGATE_ADMIN_HOST", "127.0.0.1");
        SETTINGS.put("TIDEGATE_TLS_CERTIFICATE", pair.certificate().toString());
        SETTINGS.put("TIDEGATE_TLS_KEY", pair.key().toString());
        SETTINGS.put("TIDEGATE_ADMIN_TOKEN", TOKEN);
        SETTINGS.put("TIDEGATE_PRODUCER_TOKEN", "the-producer-token-of-this-test");
        SETTINGS.put("TIDEGATE_DATA_DIR", temp.resolve("data").toString());
        SETTINGS.put(
                "TIDEGATE_ROUTES_DIR", Files.createDirectory(temp.resolve("routes")).toString());
        server = Server.start(new Settings(SETTINGS));
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(PemPair.credulous())
                        .build();
    }

    private String said = "";

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(int port, String method, String path)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void theConsoleAndTheApiAreAtTheirPortAndNotAtTheOther() throws Exception {
        assertThat(server.adminPort()).isNotEqualTo(server.port());
        for (String path : List.of("/api/settings", "/console/")) {
            assertThat(send(server.adminPort(), "GET", path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path :
                List.of(
                        "/api/settings",
                        "/console/",
                        "/%61pi/settings",
                        "/observe/../api/settings",
                        "/observe/%2e%2e/api/settings",
                        "//api/settings")) {
            assertThat(send(server.port(), "GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void eventsAndHealthAreNotAtTheConsolesPort() throws Exception {
        assertThat(send(server.port(), "GET", "/observe/health").statusCode()).isEqualTo(200);
        assertThat(send(server.adminPort(), "GET", "/observe/health").statusCode()).isEqualTo(404);
        assertThat(send(server.adminPort(), "POST", "/events").statusCode()).isEqualTo(404);
        assertThat(send(server.adminPort(), "POST", "/inflow/x").statusCode()).isEqualTo(404);
    }

    @Test
    void overTlsBrowsersAreToldToStayThere() throws Exception {
        assertThat(send(server.adminPort(), "GET", "/console/").headers().map())
                .containsEntry("strict-transport-security", List.of("max-age=31536000"));
    }

    /** One port's renewal must not hide the change from the other. */
    @Test
    void bothPortsTakeUpARenewedCertificate() throws Exception {
        PemPair renewed = PemPair.in(temp, "renewed");
        Path certificate = Path.of(SETTINGS.get("TIDEGATE_TLS_CERTIFICATE"));
        Path key = Path.of(SETTINGS.get("TIDEGATE_TLS_KEY"));
        Files.copy(renewed.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(renewed.key(), key, StandardCopyOption.REPLACE_EXISTING);

        for (int port : List.of(server.port(), server.adminPort())) {
            await().untilAsserted(() -> assertThat(shown(port)).isEqualTo(renewed.known()));
        }
    }

    private static Certificate shown(int port) throws Exception {
        try (SSLSocket socket =
                (SSLSocket)
                        PemPair.credulous().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void commandsFindTheServerThere() {
        assertThat(tidegate("connectors")).isZero();
    }

    @Test
    void healthIsAskedWhereEventsGo() {
        assertThat(tidegate("health")).isZero();
        assertThat(said).startsWith(String.format("up%njournal: writable%n"));
    }

    @Test
    void whetherItLivesIsAskedThereToo() throws Exception {
        assertThat(send(server.port(), "GET", "/observe/live").statusCode()).isEqualTo(200);
        assertThat(send(server.adminPort(), "GET", "/observe/live").statusCode()).isEqualTo(404);
    }

    private int tidegate(String command) {
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.put("TIDEGATE_PORT", String.valueOf(server.port()));
        environment.put("TIDEGATE_ADMIN_PORT", String.valueOf(server.adminPort()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status =
                new Cli(
                                new CommandInstallation(
                                        environment, new Properties(), sandbox -> 0),
                                print,
                                print)
                        .execute(command);
        said = out.toString(StandardCharsets.UTF_8);
        return status;
    }
}
