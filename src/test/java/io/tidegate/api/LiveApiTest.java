package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.access.ApiTokens;
import io.tidegate.access.Arrival;
import io.tidegate.access.Role;
import io.tidegate.access.Sessions;
import io.tidegate.access.Visit;
import io.tidegate.journal.DeliveryRef;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener of /api/live hears. */
class LiveApiTest {
    private static final String NOTHING_YET =
            "data: {\"accepted\":0,\"ended\":{\"delivered\":0,\"skipped\":0,\"failed\":0},\"connectors\":[],"
                    + "\"failedQueries\":0,\"configuration\":1}";

    @TempDir Path temp;
    ApiUnderTest api;
    final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp, Map.of(), 1);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** Complete when the stream has ended. */
    private CompletableFuture<Void> listen() {
        return listen("Authorization", "Bearer " + ApiUnderTest.TOKEN);
    }

    private CompletableFuture<Void> listen(String header, String value) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/live"))
                        .header(header, value)
                        .build();
        HttpResponse<java.util.stream.Stream<String>> answer =
                api.client.sendAsync(request, BodyHandlers.ofLines()).join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(() -> answer.body().forEach(lines::add));
        await().until(() -> lines.contains(NOTHING_YET));
        return end;
    }

    private long told() {
        return lines.stream().filter(line -> line.startsWith("data:")).count();
    }

    @Test
    void whatHappensIsToldTogetherAndOnlyWhatHappens() {
        listen();
        await().until(() -> lines.contains(": still here"));
        assertThat(told()).isEqualTo(1);
        for (int i = 0; i < 1_000; i++) {
            api.changes.accepted(1);
            api.changes.changed("mail", "delivered");
            api.changes.changed("crm", "");
        }
        await().untilAsserted(() -> assertThat(String.join("", lines)).contains("\"crm\""));
        assertThat(told()).isLessThanOrEqualTo(3);
        assertThat(lines.toString()).contains("\"connectors\":[\"crm\",\"mail\"]");
    }

    @Test
    void aFailedQueryAndAConnectorThatChangesAreSeenWithoutBeingTold() {
        listen();
        DeliveryRef delivery = api.stored.pending("e1", null);
        api.stored.failed(delivery, "e1", 0);
        await().until(() -> lines.toString().contains("\"failedQueries\":1"));
        api.connectors.set(0, ApiUnderTest.connector("other", ConnectorView.State.BROKEN));
        await().until(() -> lines.toString().contains("\"configuration\":2"));
    }

    @Test
    void theStreamEndsWithTheServer() {
        CompletableFuture<Void> end = listen();
        api.live.close();
        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        assertThat(api.live.listeners()).isZero();
        assertThat(api.get("/api/live").statusCode()).isEqualTo(503);
    }

    @Test
    void whoDoesNotReadIsLetGo() throws Exception {
        try (Socket socket = socket(ApiUnderTest.TOKEN)) {
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            await().until(() -> api.live.listeners() == 1);
            String much = ":" + "x".repeat(1 << 20) + "\n\n";
            await().pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                api.live.tell(much);
                                return api.live.listeners() == 0;
                            });
        }
    }

    @Test
    void theStreamEndsWithTheTokenOrSessionThatOpenedIt() {
        ApiTokens.Made token = api.access.tokens().make("ci", Role.VIEWER, null, "Ann");
        CompletableFuture<Void> byToken = listen("Authorization", "Bearer " + token.text());
        Arrival arrival = new Arrival(new Visit("127.0.0.1", false, "a browser"), null);
        Sessions.Started ann =
                api.access
                        .doors()
                        .setUp(
                                api.access.doors().setupToken().orElseThrow(),
                                "Ann",
                                "four words that fit",
                                arrival);
        CompletableFuture<Void> byCookie = listen("Cookie", "tidegate=" + ann.cookie());
        long before = comments();
        await().until(() -> comments() >= before + 4); // both were asked about again
        assertThat(api.live.listeners()).isEqualTo(2);

        api.access.tokens().revoke(token.token().id());
        assertThat(byToken).succeedsWithin(Duration.ofSeconds(10));
        assertThat(byCookie).isNotDone();
        api.access.sessions().end(ann.cookie());
        assertThat(byCookie).succeedsWithin(Duration.ofSeconds(10));
        assertThat(api.live.listeners()).isZero();
    }

    private long comments() {
        return lines.stream().filter(line -> line.startsWith(":")).count();
    }

    /** The server's own time without a byte is a second here. */
    @Test
    void theStreamOutlivesTheServersIdleTime() {
        long began = System.nanoTime();
        CompletableFuture<Void> end = listen();
        await().until(() -> System.nanoTime() - began > 2_500_000_000L);
        long before = comments();
        await().until(() -> comments() > before);
        assertThat(end).isNotDone();
    }

    @Test
    void oneCallerCannotTakeAllPlaces() throws Exception {
        String token = api.access.tokens().make("greedy", Role.VIEWER, null, "Ann").text();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < LiveResource.MOST_OF_ONE; i++) {
                sockets.add(socket(token));
            }
            await().until(() -> api.live.listeners() == LiveResource.MOST_OF_ONE);
            HttpResponse<String> more = api.send("GET", "/api/live", null, token);
            assertThat(more.statusCode()).isEqualTo(503);
            assertThat(more.body())
                    .contains(
                            "token:greedy listens 50 times already, which is the most allowed for one");
            listen();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket socket(String token) throws Exception {
        Socket socket = new Socket("127.0.0.1", api.port());
        String head =
                "GET /api/live HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void whoIsNobodyHearsNothing() {
        assertThat(api.send("GET", "/api/live", null, null).statusCode()).isEqualTo(401);
        assertThat(api.live.listeners()).isZero();
    }
}
