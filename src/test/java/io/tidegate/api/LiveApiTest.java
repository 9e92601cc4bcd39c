package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
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
        api = new ApiUnderTest(temp);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** Complete when the stream has ended. */
    private CompletableFuture<Void> listen() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/live"))
                        .header("Authorization", "Bearer " + ApiUnderTest.TOKEN)
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
        assertThat(end).succeedsWithin(Duration.ofSeconds(60));
        assertThat(api.live.listeners()).isZero();
        assertThat(api.get("/api/live").statusCode()).isEqualTo(503);
    }

    @Test
    void whoDoesNotReadIsLetGo() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            String head =
                    "GET /api/live HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer "
                            + ApiUnderTest.TOKEN
                            + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
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
    void whoIsNobodyHearsNothing() {
        assertThat(api.send("GET", "/api/live", null, null).statusCode()).isEqualTo(401);
        assertThat(api.live.listeners()).isZero();
    }
}
