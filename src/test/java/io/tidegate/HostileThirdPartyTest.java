package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events and answers that try to turn a connector against somebody else. */
class HostileThirdPartyTest {
    private static final AtomicInteger IDS = new AtomicInteger();

    @TempDir static Path folder;
    private static ThirdParty party;
    private static ThirdParty victim;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        party = new ThirdParty();
        victim = new ThirdParty();
        String routes =
                """
                - outflow:
                    id: put
                    on: [a.put]
                    mapping: { name: $.data.name, note: $.data.note }
                    to:
                      uri: http://127.0.0.1:PORT/v1/{name}/end?q={name}
                      method: PUT
                      headers: { X-Fixed: "1" }
                - outflow:
                    id: pass
                    on: [a.pass]
                    to: http://127.0.0.1:PORT/pass
                - outflow:
                    id: get
                    on: [a.get]
                    to: { uri: "http://127.0.0.1:PORT/get", method: GET }
                - route:
                    id: plain
                    from:
                      uri: trigger:plain
                      parameters: { on: a.plain }
                      steps:
                        - setBody: { constant: hello }
                        - to: http://127.0.0.1:PORT/plain
                """
                        .replace("PORT", String.valueOf(party.port()));
        server =
                new RunningServer(
                        folder,
                        routes,
                        Map.of(
                                "TIDEGATE_RESPONSE_TIMEOUT",
                                "1s",
                                "TIDEGATE_MAX_EVENT_SIZE",
                                "2MiB"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        party.close();
        victim.close();
    }

    @BeforeEach
    void forget() {
        party.behave(ThirdParty.FINE);
        party.requests.clear();
        victim.requests.clear();
    }

    /**
     * Posts an event and waits for its delivery's end; returns the status and, if any, the reason.
     */
    private static String outcome(String headers, String type, String data) throws IOException {
        String id = "e" + IDS.incrementAndGet();
        String json = "Content-Type: application/cloudevents+json\r\n" + headers;
        assertThat(server.post(json, event(id, type, data)).status()).isEqualTo(202);
        String ended =
                "SELECT d.status || ': ' || coalesce(d.reason, '') FROM delivery d JOIN event e ON e.seq = d.event WHERE"
                        + " e.id = '"
                        + id
                        + "' AND d.status IN ('delivered', 'failed', 'skipped')";
        return await().until(() -> server.rows(ended), rows -> !rows.isEmpty()).get(0);
    }

    private static String outcome(String type, String data) throws IOException {
        return outcome("", type, data);
    }

    private static String request() {
        assertThat(party.requests).hasSize(1);
        return party.requests.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../admin | ..%2F..%2Fadmin",
                "%2e%2e | %252e%252e",
                "%2e%2e%2f | %252e%252e%252f",
                "a?x=1#y | a%3Fx%3D1%23y",
                "@evil.example | %40evil.example",
                "..\\\\..\\\\ | ..%5C..%5C",
                "x&admin=1;y | x%26admin%3D1%3By",
                "a\\r\\nX-Evil: 1\\r\\n\\r\\n | a%0D%0AX-Evil%3A%201%0D%0A%0D%0A",
                "\\u0000 | %00",
                "．． | %EF%BC%8E%EF%BC%8E",
                "..; | ..%3B",
                "{{secret:x}}{name} | %7B%7Bsecret%3Ax%7D%7D%7Bname%7D",
                "//evil.example/ | %2F%2Fevil.example%2F"
            })
    void fieldInAUrlChangesNeitherHostNorPath(String name, String encoded) throws Exception {
        assertThat(outcome("a.put", "{\"name\":\"" + name + "\"}")).isEqualTo("delivered: ");

        assertThat(request())
                .startsWith("PUT /v1/" + encoded + "/end?q=" + encoded + " HTTP/1.1\r\n")
                .doesNotContain("X-Evil: 1\r\n\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\".\"", "\"..\"", "\"\"", "null", "{}", "[\"a\"]", "\"a\\ud800\""})
    void fieldThatWouldLeaveItsPlaceFailsTheDelivery(String name) throws Exception {
        assertThat(outcome("a.put", "{\"name\":" + name + "}"))
                .startsWith("failed: {name} in the URL ")
                .endsWith("no request was made, since it would go to another address");
        assertThat(party.requests).isEmpty();
    }

    @Test
    void mappedTextCannotBecomeAHeader() throws Exception {
        outcome(
                "a.put",
                "{\"name\":\"n\",\"note\":\"\\r\\nX-Evil: 1\\r\\n\\r\\nGET /evil HTTP/1.1\"}");

        assertThat(request().split("\r\n\r\n")[0]).doesNotContainIgnoringCase("x-evil");
    }

    @Test
    void headersFromOutsideStayOutside() throws Exception {
        String evil = "127.0.0.1:" + victim.port();
        String headers =
                "CamelHttpUri: http://"
                        + evil
                        + "/\r\nCamelHttpPath: /evil\r\ncamelHTTPquery: evil=1\r\nCamelHttpMethod: DELETE\r\nkafka.TOPIC: evil\r\nX-Evil: 1\r\n";
        String data =
                "{\"CamelHttpUri\":\"http://"
                        + evil
                        + "/\",\"CamelHttpMethod\":\"DELETE\",\"name\":\"n\"}";

        assertThat(outcome(headers, "a.plain", data)).isEqualTo("delivered: ");
        assertThat(request())
                .startsWith("POST /plain HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("evil", "camel", "kafka");
        party.requests.clear();
        assertThat(outcome(headers, "a.put", data)).isEqualTo("delivered: ");
        assertThat(request())
                .startsWith("PUT /v1/n/end?q=n HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("evil", "camel", "kafka");
        assertThat(victim.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsAFailureAndNotFollowed(int status) throws Exception {
        party.says(
                "HTTP/1.1 "
                        + status
                        + " Moved\r\nLocation: http://127.0.0.1:"
                        + victim.port()
                        + "/metadata\r\nContent-Length: 0\r\n\r\n");

        assertThat(outcome("a.put", "{\"name\":\"n\"}"))
                .startsWith(
                        "failed: the third party answered "
                                + status
                                + ": redirects are never followed");
        assertThat(outcome("a.plain", "1")).startsWith("failed: ");
        assertThat(victim.requests).isEmpty();
    }

    @Test
    void answerThatBringsASecondOneDoesNotAnswerTheNextRequest() throws Exception {
        party.says(
                "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        for (int i = 0; i < 5; i++) {
            assertThat(outcome("a.pass", "1")).startsWith("failed: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void unusualSuccessIsASuccess(String answer) throws Exception {
        party.says(answer);

        assertThat(outcome("a.pass", "1")).isEqualTo("delivered: ");
    }

    @Test
    void getSendsNoBody() throws Exception {
        assertThat(outcome("a.get", "{\"a\":1}")).isEqualTo("delivered: ");
        assertThat(request()).startsWith("GET /get HTTP/1.1").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                "HTTP/1.1 199 Odd\r\nContent-Length: 0\r\n\r\n",
                "nonsense\r\n\r\n",
                "HTTP/1.1 999999 X\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"
            })
    void whatIsNoSuccessFails(String answer) throws Exception {
        party.says(answer);

        assertThat(outcome("a.pass", "1")).startsWith("failed: ");
    }

    @Test
    void answerThatComesByteByByteEndsAtTheTimeOut() throws Exception {
        party.behave(
                out -> {
                    out.write(
                            ThirdParty.ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
                    drip(out, new byte[] {'x'});
                });

        assertThat(outcome("a.pass", "1")).isEqualTo("failed: no complete answer within 1000 ms");
    }

    @Test
    void headThatComesByteByByteEndsAtTheTimeOut() throws Exception {
        party.behave(
                out -> {
                    out.write(ThirdParty.ascii("HTTP/1.1 200 OK\r\nX: "));
                    drip(out, new byte[] {'x'});
                });

        assertThat(outcome("a.pass", "1")).isEqualTo("failed: no complete answer within 1000 ms");
    }

    /** Writes until the other side has enough, a little at a time. */
    private static void drip(java.io.OutputStream out, byte[] piece) throws IOException {
        while (true) {
            out.write(piece);
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"200 OK, 'delivered: '", "500 No, failed: the third party answered 500"})
    void endlessAnswerIsCutAndItsStatusCounts(String status, String outcome) throws Exception {
        byte[] chunk = ThirdParty.ascii("10000\r\n" + "x".repeat(0x10000) + "\r\n");
        party.behave(
                out -> {
                    out.write(
                            ThirdParty.ascii(
                                    "HTTP/1.1 "
                                            + status
                                            + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
                    while (true) {
                        out.write(chunk);
                    }
                });

        assertThat(outcome("a.pass", "1")).isEqualTo(outcome);
        assertThat(party.requests).hasSize(1);
    }

    @Test
    void endlessHeadersBreakTheConnection() throws Exception {
        byte[] header = ThirdParty.ascii("X-Bomb: " + "x".repeat(8_000) + "\r\n");
        party.behave(
                out -> {
                    out.write(ThirdParty.ascii("HTTP/1.1 200 OK\r\n"));
                    for (int i = 0; i < 12_500; i++) {
                        out.write(header);
                    }
                });

        assertThat(outcome("a.pass", "1"))
                .startsWith("failed: the connection broke before the answer was complete");
    }

    @Test
    void compressedBombIsCutAndHarmsNobody() throws Exception {
        byte[] bomb = zeros(400);
        party.behave(
                out -> {
                    out.write(
                            ThirdParty.ascii(
                                    "HTTP/1.1 500 Boom\r\nContent-Encoding: gzip\r\nContent-Length: "
                                            + bomb.length
                                            + "\r\n\r\n"));
                    out.write(bomb);
                });

        assertThat(outcome("a.pass", "1")).isEqualTo("failed: the third party answered 500");

        assertThat(server.rows("SELECT max(length(response)) FROM attempt"))
                .containsExactly("8192");
        party.behave(ThirdParty.FINE);
        assertThat(outcome("a.pass", "1")).isEqualTo("delivered: ");
    }

    @Test
    void compressedAnswerIsReadable() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(ThirdParty.ascii("{\"error\":\"no such field\"}"));
        }
        party.behave(
                out -> {
                    out.write(
                            ThirdParty.ascii(
                                    "HTTP/1.1 400 No\r\nContent-Encoding: gzip\r\nContent-Length: "
                                            + zipped.size()
                                            + "\r\n\r\n"));
                    out.write(zipped.toByteArray());
                });

        outcome("a.pass", "1");

        assertThat(
                        server.rows(
                                "SELECT CAST(response_body AS TEXT) FROM failed_query ORDER BY id DESC LIMIT 1"))
                .isEqualTo(List.of("{\"error\":\"no such field\"}"));
    }

    private static byte[] zeros(int megabytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++) {
                out.write(zeros);
            }
        }
        return zipped.toByteArray();
    }
}
