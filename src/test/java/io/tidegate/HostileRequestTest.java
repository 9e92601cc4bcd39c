package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scanner, or somebody with another site, tries on a running server. */
class HostileRequestTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/console",
                    "/console/",
                    "/console/main.js",
                    "/console/lib/vue.js",
                    "/console/none.js",
                    "/console/session",
                    "/console/%2e%2e/secret",
                    "/console/%zz",
                    "/api/connectors",
                    "/api/openapi.json",
                    "/api/live",
                    "/api/none",
                    "/api/%00",
                    "/observe/health",
                    "/observe/metrics",
                    "/events",
                    "/inflow/none",
                    "/webhooks/loginradius",
                    "/none?x=" + "%3Cscript%3E",
                    "*");

    @TempDir static Path folder;
    private static RunningServer server;
    private static ConsoleVisitor ann;

    @BeforeAll
    static void start() throws Exception {
        String printed =
                ConsoleVisitor.printed(() -> server = new RunningServer(folder, "", Map.of()));
        ann = new ConsoleVisitor(server.port());
        HttpResponse<String> made =
                ann.post(
                        "/console/setup",
                        Json.text(
                                Map.of(
                                        "token",
                                        ConsoleVisitor.setupToken(printed),
                                        "name",
                                        "Ann",
                                        "password",
                                        "four words that fit")));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** All that comes back until the server closes, or says nothing more for a while. */
    private static String wire(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try {
                InputStream in = socket.getInputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    all.write(b);
                }
            } catch (SocketTimeoutException silent) {
                all.write("\n(open)".getBytes(StandardCharsets.US_ASCII));
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static String asked(String method, String path) throws IOException {
        return wire(method + " " + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    }

    private static String head(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? answer : answer.substring(0, end);
    }

    private static int answers(String wire) {
        return wire.split("HTTP/1\\.[01] \\d", -1).length - 1;
    }

    @Test
    void everyAnswerHasEveryHeaderAndNoneThatTellsOfTheServer() throws Exception {
        List<String> missing = new ArrayList<>();
        for (String path : PATHS) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT", "TRACE", "BREW")) {
                String answer = asked(method, path);
                String head = head(answer).toLowerCase(Locale.ROOT);
                for (String header :
                        List.of(
                                "x-content-type-options: nosniff",
                                "referrer-policy: no-referrer",
                                "content-security-policy: ",
                                "x-frame-options: deny",
                                "cross-origin-opener-policy: same-origin",
                                "cross-origin-resource-policy: same-origin",
                                "permissions-policy: ")) {
                    if (!head.contains("\r\n" + header)) {
                        missing.add(method + " " + path + ": " + header + " in " + head);
                    }
                }
                if (head.contains("\r\nserver:") || head.contains("\r\nx-powered-by:")) {
                    missing.add(method + " " + path + " tells of the server: " + head);
                }
                boolean isData = path.startsWith("/api") || path.equals("/console/session");
                if (isData && !head.contains("\r\ncache-control: no-store")) {
                    missing.add(method + " " + path + " may be kept: " + head);
                }
                assertThat(answer)
                        .as(method + " " + path)
                        .doesNotContain("Exception", "io.tidegate", "io.vertx", "\tat ");
                assertThat(answers(answer)).as(method + " " + path).isEqualTo(1);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatWasSentDoesNotComeBackAsAPageOrAHeader() throws Exception {
        String encoded = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%0d%0aX-Injected:%201";
        for (String path :
                List.of("/", "/console", "/console/", "/api/", "/api/events/", "/none/")) {
            for (String target :
                    List.of(path + encoded, path + "?next=" + encoded, path + "?" + encoded)) {
                String answer =
                        wire(
                                "GET "
                                        + target
                                        + " HTTP/1.1\r\nHost: "
                                        + "evil.example\r\nX-Forwarded-Host: evil.example\r\nUser-Agent: "
                                        + SCRIPT
                                        + "\r\nReferer: "
                                        + SCRIPT
                                        + "\r\nAuthorization: Bearer right-admin-token\r\nConnection: close\r\n\r\n");
                String head = head(answer).toLowerCase(Locale.ROOT);
                assertThat(head)
                        .as(target)
                        .doesNotContain("\r\nx-injected", "evil.example", "<script");
                if (head.contains("text/html")) {
                    assertThat(answer).as(target).doesNotContain(SCRIPT, "X-Injected");
                }
            }
        }
    }

    /** Two servers in a row that read a request's end differently would see two requests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nSMUGGLED",
                "Content-Length: 0\r\nContent-Length: 60\r\n\r\nSMUGGLED",
                "Content-Length: 0, 60\r\n\r\nSMUGGLED",
                "Content-Length: +0\r\n\r\nSMUGGLED",
                "Content-Length: -1\r\n\r\nSMUGGLED",
                "Content-Length: 0x0\r\n\r\nSMUGGLED",
                "Content-Length : 0\r\n\r\nSMUGGLED",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nSMUGGLED",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff0\r\n\r\nSMUGGLED",
                "Transfer-Encoding: chunked\r\n\r\n0;a\nSMUGGLED"
            })
    void aRequestWhoseEndIsInDoubtIsTheLastOfItsConnection(String rest) throws Exception {
        String hidden = "GET /observe/health HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
        for (String path : List.of("/events", "/api/secrets/x", "/console/session", "/inflow/x")) {
            String answer =
                    wire(
                            "POST "
                                    + path
                                    + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer right-admin-token\r\nX-Tidegate: console\r\n"
                                    + rest.replace("SMUGGLED", hidden));
            assertThat(answers(answer)).as(path + "\n" + answer).isLessThanOrEqualTo(1);
            assertThat(answer).doesNotContain("\"status\":\"UP\"", "HTTP/1.1 2", "(open)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /console/ HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /console/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /console/ HTTP/1.1\r\nHost: t\r\nX\0Y: a\r\n\r\n",
                "GET /console/ HTTP/9.9\r\nHost: t\r\n\r\n",
                "G\0T /console/ HTTP/1.1\r\nHost: t\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void whatIsHardlyHttpGetsNoPage(String request) throws Exception {
        String answer = wire(request);
        assertThat(answer).doesNotContain("HTTP/1.1 200", "Exception", "io.netty", "io.vertx");
        assertThat(answers(answer)).isLessThanOrEqualTo(1);
    }

    @Test
    void aLongLineOrHeadIsRefused() throws Exception {
        assertThat(asked("GET", "/api/connectors?" + "a".repeat(9_000))).contains(" 414 ");
        assertThat(
                        wire(
                                "GET / HTTP/1.1\r\nHost: t\r\nCookie: tidegate="
                                        + "a".repeat(40_000)
                                        + "\r\n\r\n"))
                .contains(" 431 ");
        String many = "&a=1".repeat(1_500);
        assertThat(server.get("/api/connectors?x=1" + many).status()).isEqualTo(400);
        assertThat(server.get("/api/connectors/" + "%2e%2e%2f".repeat(700)).status())
                .isEqualTo(404);
    }

    /** Each operation that is not a GET, as the API itself lists them, and the console's doors. */
    @Test
    void noOtherSiteChangesAnythingByTheCookie() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> changing = changing();
        assertThat(changing).hasSizeGreaterThan(30);
        for (String one : changing) {
            String method = one.split(" ")[0];
            String path = one.split(" ")[1].replaceAll("\\{[a-z]+}", "1");
            for (String how :
                    List.of(
                            "X-Tidegate=",
                            "X-Tidegate=yes",
                            "Sec-Fetch-Site=cross-site",
                            "Sec-Fetch-Site=same-site",
                            "Sec-Fetch-Site=none",
                            "Origin=http://evil.example",
                            "Origin=http://127.0.0.1:1",
                            "Origin=null")) {
                String header = how.split("=", -1)[0];
                String value = how.split("=", -1)[1];
                ConsoleVisitor victim = new ConsoleVisitor(server.port());
                victim.cookie = ann.cookie;
                victim.with(header, value.isEmpty() ? null : value);
                int status = victim.send(method, path, "{}").statusCode();
                if (status != 403) {
                    wrong.add(one + " with " + how + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ann.get("/api/me").statusCode()).isEqualTo(200);
    }

    private static List<String> changing() throws Exception {
        List<String> changing = new ArrayList<>();
        changing.add("POST /console/session");
        changing.add("DELETE /console/session");
        changing.add("POST /console/setup");
        changing.add("POST /console/invitation");
        Map<?, ?> paths =
                (Map<?, ?>) ConsoleVisitor.json(ann.get("/api/openapi.json")).get("paths");
        paths.forEach(
                (path, methods) ->
                        ((Map<?, ?>) methods)
                                .keySet().stream()
                                        .map(m -> String.valueOf(m).toUpperCase(Locale.ROOT))
                                        .filter(m -> !m.equals("GET"))
                                        .forEach(m -> changing.add(m + " " + path)));
        return changing;
    }

    /** A browser that is made to send two: one of them may be somebody else's. */
    @Test
    void twoCookiesOfTheNameAreNone() throws Exception {
        ConsoleVisitor two = new ConsoleVisitor(server.port());
        two.cookie = "tidegate=AAAA; " + ann.cookie;
        assertThat(two.get("/api/me").statusCode()).isEqualTo(401);
        two.cookie = "__Host-tidegate=" + ann.cookie.substring(9) + "; x=y";
        assertThat(two.get("/api/me").statusCode()).isEqualTo(401); // not over TLS
        two.cookie = "x=\"; tidegate=b\"; " + ann.cookie;
        assertThat(two.get("/api/me").statusCode()).isIn(200, 401);
    }
}
