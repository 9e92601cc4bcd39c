package io.tidegate;

import static io.tidegate.RunningServer.TOKEN;
import static io.tidegate.RunningServer.event;
import static io.tidegate.intake.Wire.once;
import static io.tidegate.intake.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.intake.Wire;
import io.tidegate.intake.Wire.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP contract of {@code POST /events}, on a running server. */
class EventsContractTest {
    private static final String JSON = "Content-Type: application/cloudevents+json\r\n";
    private static final String BATCH = "Content-Type: application/cloudevents-batch+json\r\n";
    private static final String CE =
            "ce-specversion: 1.0\r\nce-source: /b\r\nce-type: a.b\r\nce-id: ";

    @TempDir static Path folder;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new RunningServer(folder, "", Map.of("TIDEGATE_MAX_EVENT_SIZE", "2KiB"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String problem(int status, String title, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\""
                + title
                + "\",\"status\":"
                + status
                + ",\"detail\":\""
                + detail
                + "\"}";
    }

    private static String beginning(int status, String title, String detail) {
        String alone = problem(status, title, detail);
        return alone.substring(0, alone.length() - 1) + ",\"errors\":";
    }

    private static final String EVENT_A =
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/a\",\"type\":\"a.b\"}";

    private static String head(String method, String headers) {
        return method + " /events HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inflow.crm-updates| /a| /type| types that begin with inflow. are reserved for what is posted to /inflow/{connector}: send it there, or take another type",
                "INFLOW.x| /a| /type| types that begin with inflow. are reserved for what is posted to /inflow/{connector}: send it there, or take another type",
                "Backfill.crm| /a| /type| types that begin with backfill. are reserved for what a backfill makes of accounts: take another type",
                "a.b| /inflow/crm-updates| /source| sources that begin with /inflow/ are reserved for what is posted there: take another source",
                "a.b| /webhooks/loginradius| /source| sources that begin with /webhooks/ are reserved for what is posted there: take another source"
            })
    void whatOtherDoorsMakeIsNotTakenFromProducers(
            String type, String source, String pointer, String detail) throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"reserved\",\"source\":\""
                        + source
                        + "\",\"type\":\""
                        + type
                        + "\"}";
        String binary =
                "ce-specversion: 1.0\r\nce-id: reserved\r\nce-source: "
                        + source
                        + "\r\nce-type: "
                        + type
                        + "\r\n";

        String refused =
                beginning(422, "Not accepted", detail)
                        + "[{\"pointer\":\"%s"
                        + pointer
                        + "\",\"detail\":\""
                        + detail
                        + "\"}]}";
        assertThat(once(server.port(), post(TOKEN, JSON, event)).body())
                .isEqualTo(refused.formatted(""));
        assertThat(
                        once(server.port(), post(TOKEN, BATCH, "[" + EVENT_A + "," + event + "]"))
                                .body())
                .isEqualTo(refused.formatted("/1"));
        assertThat(once(server.port(), post(TOKEN, binary, "")).body())
                .isEqualTo(refused.formatted(""));
    }

    @Test
    void aPostForNobodyIs404AndAWebhookWithoutASecret503() throws Exception {
        String to = " HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}";

        assertThat(once(server.port(), "POST /inflow/nobody" + to).status()).isEqualTo(404);
        assertThat(once(server.port(), "POST /webhooks/loginradius" + to).status()).isEqualTo(503);
        assertThat(once(server.port(), "GET /observe/metrics HTTP/1.1\r\nHost: t\r\n\r\n").body())
                .contains(
                        "tidegate_inflow_refused_total{connector=\"(unknown)\",reason=\"unknown\"} 1.0",
                        "tidegate_inflow_refused_total{connector=\"(webhooks/loginradius)\",reason=\"no-secret\"} 1.0");
    }

    @Test
    void notAnEventIs400() throws Exception {
        Answer answer =
                server.post(
                        "{\"specversion\":\"1.0\",\"id\":\"\\u0007\",\"source\":\"s\",\"type\":\"t\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(answer.body())
                .startsWith(
                        beginning(
                                400,
                                "Not accepted",
                                "the attribute \\\"id\\\" holds a control character (U+0007) at character 1"))
                .contains("\"pointer\":\"/id\"");
    }

    @Test
    void withoutATokenIs401BeforeTheBodyIsRead() throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(head("POST", JSON + "Content-Length: 500\r\n"));

            Answer answer = wire.read();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers())
                    .containsEntry("www-authenticate", "Bearer")
                    .containsEntry("connection", "close");
            assertThat(answer.body())
                    .isEqualTo(
                            problem(
                                    401,
                                    "Unauthorized",
                                    "send the producer token as Authorization: Bearer …"));
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "bearer",
                "Bearer right-producer-tokenx",
                "Bearer right-admin-token"
            })
    void anUnknownTokenIs401AndTheAdmins403BeforeTheBodyIsRead(String authorization)
            throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(
                    head(
                            "POST",
                            "Authorization: "
                                    + authorization
                                    + "\r\nTransfer-Encoding: chunked\r\n"));

            Answer answer = wire.read();

            assertThat(answer.status())
                    .isEqualTo(authorization.equals("Bearer right-admin-token") ? 403 : 401);
        }
        assertThat(once(server.port(), post("right-admin-token", JSON, "{}")).body())
                .isEqualTo(problem(403, "Forbidden", "this is not the producer token"));
    }

    @Test
    void aPathThatCannotBeDecodedIs400AndAProblem() throws Exception {
        Answer answer = once(server.port(), "GET /api/events/%zz HTTP/1.1\r\nHost: t\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        problem(400, "Bad Request", "the URL's path is not in percent-encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void anotherMethodIs405AndSaysWhichIsAllowed(String method) throws Exception {
        Answer answer =
                once(server.port(), head(method, "Authorization: Bearer " + TOKEN + "\r\n"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "POST");
        assertThat(answer.body())
                .isEqualTo(
                        problem(
                                405,
                                "Method not allowed",
                                "events are sent with POST, seen: " + method));
    }

    @Test
    void declaredLengthBeyondTheLimitIs413BeforeTheBodyIsRead() throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(
                    head(
                            "POST",
                            "Authorization: Bearer "
                                    + TOKEN
                                    + "\r\n"
                                    + JSON
                                    + "Content-Length: 10000000000\r\n"));

            Answer answer = wire.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body())
                    .isEqualTo(
                            problem(
                                    413,
                                    "Too large",
                                    "the body has 10000000000 bytes, allowed are 2048"));
        }
    }

    @Test
    void chunkedBodyBeyondTheLimitIs413() throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(
                    head(
                            "POST",
                            "Authorization: Bearer "
                                    + TOKEN
                                    + "\r\n"
                                    + JSON
                                    + "Transfer-Encoding: chunked\r\n"));
            wire.send(
                    "400\r\n"
                            + " ".repeat(1_024)
                            + "\r\n400\r\n"
                            + " ".repeat(1_024)
                            + "\r\n1\r\n \r\n");

            Answer answer = wire.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body())
                    .isEqualTo(
                            problem(
                                    413,
                                    "Too large",
                                    "the body has more than the 2048 bytes allowed"));
        }
    }

    @Test
    void batchMayBeLargerThanAnEvent() throws Exception {
        String events =
                IntStream.range(0, 100)
                        .mapToObj(i -> event("large-" + i, "a.b", "\"" + "x".repeat(1_000) + "\""))
                        .collect(Collectors.joining(","));

        assertThat(server.post(BATCH, "[" + events + "]").status()).isEqualTo(202);
        assertThat(server.post(BATCH, " ".repeat(8 * 1024 * 1024 + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: application/json | application/json",
                "Content-Type: text/plain; charset=utf-8 | text/plain",
                "Content-Type: application/cloudevents+xml | application/cloudevents+xml",
                "X-Other: 1 | none",
                "Content-Type: ; | none"
            })
    void otherTypesWithoutCeHeadersAre415(String header, String seen) throws Exception {
        Answer answer = server.post(header + "\r\n", "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body())
                .isEqualTo(
                        problem(
                                415,
                                "Unsupported media type",
                                "allowed are application/cloudevents+json, application/cloudevents-batch+json, or any other type with ce-"
                                        + " headers; seen: "
                                        + seen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "iso-8859-1", "\"us-ascii\"", "nonsense"})
    void otherCharsetsAre415(String charset) throws Exception {
        Answer answer =
                server.post(
                        "Content-Type: application/cloudevents+json; charset=" + charset + "\r\n",
                        "{}");

        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "Application/CloudEvents+JSON",
                "application/cloudevents+json;charset=utf-8",
                "application/cloudevents+json ; CHARSET=\"UTF-8\"",
                "application/cloudevents+json; profile=x; charset=utf8"
            })
    void spellingOfTheTypeDoesNotMatter(String type) throws Exception {
        assertThat(
                        server.post(
                                        "content-TYPE: " + type + "\r\n",
                                        event(type.length() + "", "a.b", "1"))
                                .status())
                .isEqualTo(202);
    }

    @Test
    void compressedBodiesAre415() throws Exception {
        Answer answer = server.post(JSON + "Content-Encoding: gzip\r\n", "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.headers()).containsEntry("accept-encoding", "identity");
        assertThat(answer.body())
                .isEqualTo(
                        problem(
                                415,
                                "Unsupported media type",
                                "events come uncompressed, seen: content-encoding gzip"));
    }

    @Test
    void wellFormedButRefusedIs422() throws Exception {
        String event = event("1", "a.b", "1").replace("/test", "s".repeat(2_049));

        Answer answer = server.post(BATCH, "[" + event + "]");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .startsWith(
                        beginning(
                                422,
                                "Not accepted",
                                "the attribute \\\"source\\\" has 2049 characters, allowed are 2048"))
                .contains("\"pointer\":\"/0/source\"");
    }

    @Test
    void binaryModeTakesAnyBody() throws Exception {
        Answer answer =
                server.post(CE + "bin%20ary\r\nContent-Type: image/png\r\n", "\u0000\u0001");

        assertThat(answer.body()).isEqualTo("{\"accepted\":[\"bin ary\"],\"duplicates\":[]}");
        assertThat(server.rows("SELECT hex(data) FROM event WHERE id = 'bin ary'"))
                .containsExactly("0001");
    }

    @Test
    void attributeInTwoHeadersIs400() throws Exception {
        Answer answer = server.post(CE + "x\r\nCE-ID: y\r\n", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("the header ce-id stands twice");
    }

    @Test
    void rawUtf8HeaderIsKept() throws Exception {
        assertThat(server.post(CE + "é€\r\n", "{}").body())
                .isEqualTo("{\"accepted\":[\"é€\"],\"duplicates\":[]}");
    }

    @Test
    void answerNamesIdsInTheOrderSentAndDuplicatesOnce() throws Exception {
        server.post(event("known", "a.b", "1"));
        String batch =
                List.of("z", "known", "a", "z", "m").stream()
                        .map(id -> event(id, "a.b", "\"" + id + "\""))
                        .collect(Collectors.joining(",", "[", "]"));

        assertThat(server.post(BATCH, batch).body())
                .isEqualTo("{\"accepted\":[\"z\",\"a\",\"m\"],\"duplicates\":[\"known\",\"z\"]}");
        assertThat(server.rows("SELECT data FROM event WHERE id = 'known'")).containsExactly("1");
    }

    @Test
    void oneBadEventRefusesItsBatchAndStoresNothing() throws Exception {
        String batch = "[" + event("good-1", "a.b", "1") + "," + event("bad", "", "1") + "]";

        Answer answer = server.post(BATCH, batch);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"pointer\":\"/1/type\"");
        assertThat(server.rows("SELECT id FROM event WHERE id IN ('good-1', 'bad')")).isEmpty();
    }

    @Test
    void sameEventFromEightThreadsIsAcceptedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String event = event("race-" + round, "a.b", "1");
                Callable<Answer> post = () -> server.post(event);
                int accepted = 0;
                for (Future<Answer> answer :
                        threads.invokeAll(java.util.Collections.nCopies(8, post))) {
                    assertThat(answer.get().status()).isEqualTo(202);
                    accepted += answer.get().body().startsWith("{\"accepted\":[\"race") ? 1 : 0;
                }
                assertThat(accepted).as("round %d", round).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void connectionGoesOnAfterARefusedEvent() throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(post(TOKEN, JSON, "{") + post(TOKEN, JSON, event("after-1", "a.b", "1")));
            wire.send(post(TOKEN, JSON, "[1]") + post(TOKEN, CE + "after-2\r\n", ""));

            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(wire.read().status());
            }
            assertThat(statuses).containsExactly(400, 202, 400, 202);
        }
    }

    @Test
    void senderThatWaitsForContinueIsToldTo() throws Exception {
        String request = post(TOKEN, JSON + "Expect: 100-continue\r\n", event("c", "a.b", "1"));
        int body = request.indexOf("\r\n\r\n") + 4;
        try (Wire wire = new Wire(server.port())) {
            assertThat(wire.send(request.substring(0, body)).read().status()).isEqualTo(100);
            assertThat(wire.send(request.substring(body)).read().status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "header, 431",
        "headers, 431",
        "line, 414",
        "garbage, 400",
        "length, 400",
        "negative, 400"
    })
    void requestThatIsNotOneIsRefusedAndTheConnectionEnds(String kind, int status)
            throws Exception {
        String request =
                switch (kind) {
                    case "header" -> head("POST", "X-Bomb: " + "x".repeat(40_000) + "\r\n");
                    case "headers" -> head("POST", "X-Bomb: x\r\n".repeat(4_000));
                    case "line" -> "POST /events?" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n";
                    case "garbage" -> "\u0000\u0001 nonsense\r\n\r\n";
                    case "length" -> head("POST", "Content-Length: many\r\n");
                    default -> head("POST", "Content-Length: -1\r\n");
                };
        try (Wire wire = new Wire(server.port())) {
            Answer answer = wire.send(request).read();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void halfRequestsOnManyConnectionsStopNobody() throws Exception {
        List<Wire> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                String request = post(TOKEN, JSON, event("half-" + i, "a.b", "1"));
                Wire wire = new Wire(server.port());
                halves.add(wire);
                wire.send(request.substring(0, i % 2 == 0 ? 40 : request.length() - 5));
            }

            assertThat(server.post(event("whole", "a.b", "1")).status()).isEqualTo(202);
        } finally {
            for (Wire half : halves) {
                half.close();
            }
        }
        assertThat(server.rows("SELECT id FROM event WHERE id LIKE 'half-%'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events/", "/nothing", "/events%2f", "/../etc/passwd"})
    void unknownAddressIsAProblemToo(String path) throws Exception {
        Answer answer = once(server.port(), "GET " + path + " HTTP/1.1\r\nHost: t\r\n\r\n");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":1e99999999999}",
                "{\"data\":{\"a\":1,\"a\":1}}",
                "[[[[[[[[[[[[[[[[[[",
                "{\"\\ud800\":1}",
                "nul",
                "{\"id\":{\"a\":[]}}"
            })
    void badBodiesAreAnswered(String body) throws Exception {
        assertThat(server.post(body).status()).isEqualTo(400);
        assertThat(server.post(BATCH, "[" + body + "]").status()).isEqualTo(400);
        assertThat(server.post(CE + "b\r\nContent-Type: application/json\r\n", body).status())
                .isIn(400, 202);
    }

    @Test
    void storedEventIsTheOneThatWasSent() throws Exception {
        String data = "{ \"a\\ud800\" : [1.50, 1e400, \"\\u00e9\", \"é\"] }";
        String event =
                event("round-trip", "a.b", data)
                        .replace(
                                "\"data\"",
                                "\"subject\":\"é😀 \\\"q\\\"\",\"time\":\"2026-01-31t12:00:60.123z\",\"n\":-5,\"b\":false,\"t\":\"x\",\"data\"");

        assertThat(server.post(event).status()).isEqualTo(202);

        String row = " FROM event WHERE id = 'round-trip'";
        assertThat(server.rows("SELECT CAST(data AS TEXT)" + row)).containsExactly(data);
        assertThat(server.rows("SELECT subject" + row)).containsExactly("é😀 \"q\"");
        assertThat(server.rows("SELECT time" + row)).containsExactly("2026-01-31t12:00:60.123z");
        assertThat(server.rows("SELECT extensions" + row))
                .containsExactly("{\"n\":-5,\"b\":false,\"t\":\"x\"}");
    }
}
