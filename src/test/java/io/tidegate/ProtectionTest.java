package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import io.tidegate.intake.Wire;
import io.tidegate.intake.Wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scanner such as ZAP looks for, on every path of a running server. */
class ProtectionTest {
    private static final String SCRIPT = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";

    @TempDir static Path temp;
    static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new RunningServer(temp, "[]", Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer ask(String method, String path, String token) throws IOException {
        return Wire.once(
                server.port(),
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Length: 0\r\nAuthorization: Bearer "
                        + token
                        + "\r\n\r\n");
    }

    private static List<String> everyPath() throws Exception {
        String document = server.get("/api/openapi.json").body();
        Object json = Json.parse(document.getBytes(StandardCharsets.UTF_8));
        TreeSet<String> paths = new TreeSet<>();
        ((Map<?, ?>) ((Map<?, ?>) json).get("paths"))
                .keySet()
                .forEach(path -> paths.add(path.toString().replaceAll("\\{\\w+}", SCRIPT)));
        paths.remove("/api/live"); // does not end
        paths.addAll(
                List.of(
                        "/",
                        "/console",
                        "/console/",
                        "/console/main.js",
                        "/console/" + SCRIPT,
                        "/observe/health",
                        "/observe/metrics",
                        "/observe/" + SCRIPT,
                        "/api",
                        "/api/" + SCRIPT,
                        "/nothing/" + SCRIPT));
        return List.copyOf(paths);
    }

    @Test
    void noAnswerLacksAHeaderOrReflectsWhatWasAsked() throws Exception {
        for (String path : everyPath()) {
            for (String token : List.of("right-admin-token", "wrong")) {
                Answer answer = ask("GET", path + "?x=" + SCRIPT, token);
                String said = answer.headers().toString().toLowerCase(java.util.Locale.ROOT);
                assertThat(said)
                        .as(path)
                        .contains("x-content-type-options=nosniff")
                        .contains("referrer-policy=no-referrer")
                        .contains("frame-ancestors 'none'")
                        .contains("cross-origin-opener-policy=same-origin")
                        .contains("cross-origin-resource-policy=same-origin")
                        .doesNotContain("server=", "x-powered-by=", "access-control-allow");
                if (said.contains("text/html")) {
                    assertThat(answer.body()).as(path).doesNotContain("<script>alert");
                }
                if (path.startsWith("/api")) {
                    assertThat(said).as(path).contains("cache-control=no-store");
                }
            }
        }
    }

    @Test
    void noPathLeavesTheConsolesFiles() throws Exception {
        for (String path :
                List.of(
                        "/console/../logback.xml",
                        "/console/..%2flogback.xml",
                        "/console/%2e%2e/%2e%2e/logback.xml",
                        "/console/..%5c..%5clogback.xml",
                        "/console/%252e%252e/logback.xml",
                        "/console/lib/../../../../logback.xml",
                        "/console/lib/..%2f..%2f..%2f..%2flogback.xml",
                        "/console//etc/passwd",
                        "/console/%00",
                        "/console/ui/")) {
            Answer answer = ask("GET", path, "wrong");
            assertThat(answer.status()).as(path).isIn(400, 401, 404);
            assertThat(answer.body()).as(path).doesNotContain("<configuration>", "root:");
        }
    }

    @Test
    void noMethodDoesMoreThanItShould() throws Exception {
        for (String method : List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "OPTIONS", "PUT")) {
            for (String path : List.of("/console/", "/api/settings", "/observe/health")) {
                Answer answer = ask(method, path, "right-admin-token");
                assertThat(answer.status()).as(method + " " + path).isIn(400, 404, 405, 501);
                assertThat(answer.body()).as(method + " " + path).doesNotContain("right-admin");
            }
        }
    }

    @Test
    void whoIsNobodyLearnsNothingOfWhatThereIs() throws Exception {
        String known = ask("GET", "/api/settings", "wrong").body();
        assertThat(ask("GET", "/api/nothing", "wrong").body()).isEqualTo(known);
        assertThat(ask("DELETE", "/api/secrets/x", "wrong").body()).isEqualTo(known);
    }
}
