package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.intake.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where a request comes, whatever it says of that itself. */
class VisitsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static HttpServer behind;
    private static HttpServer alone;

    @BeforeAll
    static void serve() {
        behind = server(new Visits(List.of("127.0.0.0/8", "10.0.0.0/8", "2001:db8:ffff::/48")));
        alone = server(new Visits(List.of()));
    }

    private static HttpServer server(Visits visits) {
        return VERTX.createHttpServer()
                .requestHandler(
                        request ->
                                request.response()
                                        .end(
                                                visits.of(request).address()
                                                        + (visits.of(request).secure()
                                                                ? " secure"
                                                                : "")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String seen(HttpServer server, String headers) throws Exception {
        return Wire.once(server.actualPort(), "GET / HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n")
                .body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | 192.0.2.7",
                "1.1.1.1, 192.0.2.7 | 192.0.2.7",
                "1.1.1.1, 192.0.2.7, 10.1.1.1 | 192.0.2.7",
                "192.0.2.7:4711 | 192.0.2.7",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
                "[2001:DB8::0:7] | 2001:db8:0:0:0:0:0:7",
                "::ffff:192.0.2.7 | 192.0.2.7",
                "192.0.2.7, 2001:db8:ffff::1 | 192.0.2.7",
                "'' | 127.0.0.1",
                "unknown | 127.0.0.1",
                "192.0.2.7, _hidden | 127.0.0.1",
                "192.0.2.7, 10.1.1.1:evil | 127.0.0.1",
                "192.0.2.7, [10.1.1.1 | 127.0.0.1",
                "192.0.2.999 | 127.0.0.1",
                "<script>alert(1)</script> | 127.0.0.1",
                "127.0.0.1, 127.0.0.2 | 127.0.0.1",
                ",,,,192.0.2.7 | 192.0.2.7"
            })
    void behindAProxyTheNearestThatIsNone(String forwarded, String address) throws Exception {
        assertThat(seen(behind, "X-Forwarded-For: " + forwarded + "\r\n")).isEqualTo(address);
    }

    @Test
    void severalLinesAreOneList() throws Exception {
        assertThat(
                        seen(
                                behind,
                                "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 192.0.2.7\r\n"
                                        + "X-Forwarded-For: 10.0.0.1\r\n"))
                .isEqualTo("192.0.2.7");
        assertThat(seen(behind, "X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void thousandsOfEntriesAreWorkedOff() throws Exception {
        String many = "192.0.2.7" + ",10.0.0.1".repeat(800);
        assertThat(seen(behind, "X-Forwarded-For: " + many + "\r\n")).isEqualTo("192.0.2.7");
    }

    @Test
    void withoutAProxyNothingIsBelieved() throws Exception {
        assertThat(seen(alone, "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"))
                .isEqualTo("127.0.0.1");
    }
}
