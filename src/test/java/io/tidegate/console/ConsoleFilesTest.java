package io.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.intake.WebServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static int port;

    @BeforeAll
    static void serve() throws Exception {
        Router router = Router.router(VERTX);
        new Console(VERTX).mount(router);
        port = new WebServer(VERTX, WebServer.allTo(router)).listen("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void everyAnswerTellsTheBrowserWhatItMay() throws Exception {
        for (String path :
                List.of("/console/", "/console/lib/vue.js", "/console/no-such-file.js")) {
            assertThat(get(path).headers().map())
                    .as(path)
                    .containsEntry(
                            "Content-Security-Policy",
                            List.of(
                                    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"))
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry("Referrer-Policy", List.of("no-referrer"))
                    .containsEntry("X-Frame-Options", List.of("DENY"))
                    .containsEntry("Cross-Origin-Opener-Policy", List.of("same-origin"));
        }
    }

    @Test
    void aPageHasNoScriptOrStyleWithinIt() throws Exception {
        String page = new String(get("/console/").body(), StandardCharsets.UTF_8);
        assertThat(page).doesNotContainPattern("<script>|<style|style=|\\son[a-z]+=|https?://");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws Exception {
        String etag = get("/console/main.js").headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = get("/console/main.js", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void filesAreCompressedForWhoAsks() throws Exception {
        HttpResponse<byte[]> zipped = get("/console/lib/tabler.css", "Accept-Encoding", "br, gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (InputStream in =
                new GZIPInputStream(new java.io.ByteArrayInputStream(zipped.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(get("/console/lib/tabler.css").body());
        }
    }

    @Test
    void theWayToTheConsoleIsShown() throws Exception {
        for (String path : List.of("/", "/console")) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("/console/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../console/main.js",
                "/console/ui/../main.js",
                "/console/..%2f..%2f..%2flogback.xml",
                "/console/%2e%2e/api/openapi.json",
                "/console/ui/%2e%2e/%2e%2e/api/openapi.json",
                "/console/..\\main.js",
                "/console//etc/passwd",
                "/console/main.js%00.css",
                "/console/%252e%252e%252fapi/openapi.json",
                "/console/%5c..%5cmain.js",
                "/console/ui/..%5c..%5clogback.xml",
                "/console/%c0%ae%c0%ae/logback.xml",
                "/console/main.js;.css",
                "/console/lib/vue.js%2f..%2f..%2flogback.xml",
                "/console//console/main.js",
                "/console/META-INF/MANIFEST.MF",
                "/console/Console.class",
                "/console/Assets.class",
                "/console/ui/",
                "/console/ui",
                "/console/lib/vue.cjs.js",
                "/console/lib/../../logback.xml"
            })
    void nothingButItsOwnFilesIsServed(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("<configuration", "openapi\"", "root:", "cafebabe");
        assertThat(answer).startsWith("HTTP/1.1 404");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A file that is not served, or imports one that is not, would be seen in a browser only. */
    @Test
    void everyImportIsServed() throws Exception {
        Path root = Path.of("src/main/resources/io/tidegate/console");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
                for (String import_ : imports(Files.readString(file))) {
                    Path target = root.relativize(file.resolveSibling(import_).normalize());
                    assertThat(get("/console/" + target).statusCode())
                            .as(file + " imports " + import_)
                            .isEqualTo(200);
                }
            }
        }
    }

    private static List<String> imports(String script) {
        return java.util.regex.Pattern.compile("(?:from|import\\() ?'(\\.[^']+)'")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
