package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.delivery.Reply.Answered;
import io.tidegate.delivery.Reply.NeverSent;
import io.tidegate.delivery.Reply.Unanswered;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One sender against real sockets of this machine. */
class HttpSenderTest {
    private static Vertx vertx;
    private static EventLoops loops;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final HttpSender sender = sender(Duration.ofSeconds(10), UnaryOperator.identity());

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
        loops = EventLoops.of(vertx, 2);
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void sendsTheRequestAsItWasBuilt() throws Exception {
        int port =
                serve(
                        request ->
                                request.body()
                                        .onSuccess(
                                                body -> {
                                                    seen.add(
                                                            request.method()
                                                                    + " "
                                                                    + request.uri()
                                                                    + " "
                                                                    + request.getHeader("Host")
                                                                    + " "
                                                                    + request.getHeader("X-A")
                                                                    + " "
                                                                    + body.toString("UTF-8"));
                                                    request.response()
                                                            .setStatusCode(201)
                                                            .putHeader("X-Id", "7")
                                                            .end("made");
                                                }));
        String url = "http://127.0.0.1:" + port + "/v1/a%20b%2Fc?q=%26&r";

        Reply reply = send(request("PUT", url, Map.of("X-A", "1"), "{\"é\":1}"));

        assertThat(seen.poll())
                .isEqualTo("PUT /v1/a%20b%2Fc?q=%26&r 127.0.0.1:" + port + " 1 {\"é\":1}");
        assertThat(reply).isInstanceOf(Answered.class);
        Answered answered = (Answered) reply;
        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.isSuccess()).isTrue();
        assertThat(answered.headers()).containsEntry("x-id", "7");
        assertThat(answered.body()).asString().isEqualTo("made");
        assertThat(answered.error()).isNull();
    }

    @Test
    void aUrlWithoutAPathAsksForTheRoot() throws Exception {
        int port = serve(request -> request.response().end(request.uri()));

        Answered answered = (Answered) send(get("http://127.0.0.1:" + port));

        assertThat(answered.body()).asString().isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "303", "307", "308"})
    void aRedirectIsAFailureAndNeverFollowed(int status) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        int port =
                serve(
                        request -> {
                            requests.incrementAndGet();
                            request.response()
                                    .setStatusCode(status)
                                    .putHeader("Location", "/elsewhere")
                                    .end();
                        });

        Reply reply = send(get("http://127.0.0.1:" + port + "/here"));

        assertThat(reply.error())
                .isEqualTo(
                        "the third party answered "
                                + status
                                + ": redirects are never followed, put the new address (/elsewhere)"
                                + " into the connector");
        assertThat(requests).hasValue(1);
    }

    @Test
    void noAnswerInTimeMayHaveReachedIt() throws Exception {
        int port = serve(request -> seen.add("arrived"));
        HttpSender hasty = sender(Duration.ofMillis(300), UnaryOperator.identity());

        Reply reply = send(hasty, get("http://127.0.0.1:" + port + "/slow"));

        assertThat(reply).isEqualTo(new Unanswered("no complete answer within 300 ms", true));
        assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("arrived");
        hasty.close();
    }

    @Test
    void anAnswerThatNeverEndsIsCutOffInTime() throws Exception {
        int port = serve(request -> request.response().setChunked(true).write("first, and then"));
        HttpSender hasty = sender(Duration.ofMillis(300), UnaryOperator.identity());

        Reply reply = send(hasty, get("http://127.0.0.1:" + port + "/endless"));

        assertThat(reply).isEqualTo(new Unanswered("no complete answer within 300 ms", true));
        hasty.close();
    }

    @Test
    void aRefusedConnectionReachedNothing() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }

        Reply reply = send(get("http://127.0.0.1:" + port + "/"));

        assertThat(reply).isInstanceOf(NeverSent.class);
        assertThat(reply.error()).startsWith("no connection to 127.0.0.1:" + port + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nothing at all   | ''
                    half a head      | HTTP/1.1 200 O
                    half a body      | HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n\\r\\nabc
                    half a chunk     | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nab
                    """)
    void anAnswerThatBreaksOffMayHaveReachedIt(String what, String sent) throws Exception {
        int port = answerRaw(sent.replace("\\r\\n", "\r\n"));

        Reply reply = send(request("POST", "http://127.0.0.1:" + port + "/", Map.of(), "x"));

        assertThat(reply).as(what).isInstanceOf(Unanswered.class);
        assertThat(((Unanswered) reply).timedOut()).isFalse();
        assertThat(reply.error())
                .startsWith("the connection broke before the answer was complete: ");
    }

    @Test
    void anAnswerThatIsNoHttpMayHaveReachedIt() throws Exception {
        int port = answerRaw("220 mail.example ESMTP\r\n\r\n");

        assertThat(send(get("http://127.0.0.1:" + port + "/"))).isInstanceOf(Unanswered.class);
    }

    @Test
    void ofALargeAnswerOneMebibyteIsKept() throws Exception {
        byte[] large = new byte[3 * HttpSender.MAX_BODY + 17];
        int port =
                serve(request -> request.response().end(io.vertx.core.buffer.Buffer.buffer(large)));

        Answered answered = (Answered) send(get("http://127.0.0.1:" + port + "/"));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.body()).hasSize(HttpSender.MAX_BODY);
    }

    @Test
    void aCompressedAnswerIsReadableAndABombIsCut() throws Exception {
        byte[] bomb = gzip(new byte[8 * HttpSender.MAX_BODY]);
        int port =
                serve(
                        request ->
                                request.response()
                                        .putHeader("Content-Encoding", "gzip")
                                        .end(
                                                io.vertx.core.buffer.Buffer.buffer(
                                                        request.path().equals("/bomb")
                                                                ? bomb
                                                                : gzip(
                                                                        "{\"id\":7}"
                                                                                .getBytes(
                                                                                        StandardCharsets
                                                                                                .UTF_8)))));
        String origin = "http://127.0.0.1:" + port;

        assertThat(((Answered) send(get(origin + "/"))).body()).asString().isEqualTo("{\"id\":7}");
        assertThat(((Answered) send(get(origin + "/bomb"))).body()).hasSize(HttpSender.MAX_BODY);
    }

    @Test
    void headersOfOneNameAreJoinedInLowerCase() throws Exception {
        int port =
                serve(
                        request ->
                                request.response()
                                        .putHeader("X-Limit", (Iterable<String>) List.of("1", "2"))
                                        .putHeader("x-Other", "3")
                                        .end());

        Answered answered = (Answered) send(get("http://127.0.0.1:" + port + "/"));

        assertThat(answered.headers())
                .containsEntry("x-limit", "1, 2")
                .containsEntry("x-other", "3");
    }

    @Test
    void aTargetThatIsNotAllowedIsNeverConnectedTo() throws Exception {
        int port = serve(request -> seen.add("reached"));
        HttpSender guarded =
                new HttpSender(
                        new HttpSender.Network(
                                vertx,
                                loops,
                                new TargetGuard(false, List.of(), Clock.systemUTC()),
                                UnaryOperator.identity()),
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));

        Reply reply = send(guarded, get("http://localhost:" + port + "/"));

        assertThat(reply).isInstanceOf(NeverSent.class);
        assertThat(reply.error()).startsWith("the target localhost is at the private address ");
        assertThat(seen).isEmpty();
        guarded.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ftp://host/              | it does not begin with http:// or https://
                    file:///etc/passwd       | it does not begin with http:// or https://
                    http:///path             | it has no host
                    http:/path               | it has no host
                    https://user@host/       | it has no host, or more than host and port
                    http://host:70000/       | its port is 70000, allowed are 1 to 65535
                    http://host/a b          | Illegal character
                    just text                | Illegal character
                    """)
    void aUrlThatIsNoneIsSaidSoAndEndsTheAttempt(String url, String why) throws Exception {
        Reply reply = send(get(url));

        assertThat(reply).isInstanceOf(NeverSent.class);
        assertThat(reply.error()).startsWith("the URL is not one: ").contains(why);
    }

    @Test
    void aHostWithAnUnderscoreIsAHost() throws Exception {
        Reply reply = send(get("http://crm_service.invalid:8080/"));

        assertThat(reply).isEqualTo(new NeverSent("the name crm_service.invalid has no address"));
    }

    @Test
    void aHeaderThatCannotBeSentEndsTheAttempt() throws Exception {
        int port = serve(request -> seen.add("reached"));
        Map<String, String> headers = Map.of("X-A", "1\r\nX-B: 2");

        Reply reply = send(request("POST", "http://127.0.0.1:" + port + "/", headers, "x"));

        assertThat(reply).isInstanceOf(NeverSent.class);
        assertThat(reply.error()).startsWith("a header cannot be sent: ");
        assertThat(seen).isEmpty();
    }

    @Test
    void aRequestGoesWhereItIsRerouted() throws Exception {
        int port = serve(request -> request.response().end(request.uri()));
        HttpSender rerouted =
                sender(
                        Duration.ofSeconds(10),
                        url -> URI.create("http://127.0.0.1:" + port + url.getRawPath()));

        Answered answered = (Answered) send(rerouted, get("https://api.crm.example/v1"));

        assertThat(answered.body()).asString().isEqualTo("/v1");
        rerouted.close();
    }

    private Reply send(OutboundRequest request) throws Exception {
        return send(sender, request);
    }

    private static Reply send(HttpSender sender, OutboundRequest request) throws Exception {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        sender.send(request, reply::complete);
        return reply.get(20, TimeUnit.SECONDS);
    }

    private static OutboundRequest get(String url) {
        return new OutboundRequest("GET", url, Map.of(), null);
    }

    private static OutboundRequest request(
            String method, String url, Map<String, String> headers, String body) {
        return new OutboundRequest(
                method, url, new LinkedHashMap<>(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpSender sender(Duration response, UnaryOperator<URI> reroute) {
        TargetGuard all = new TargetGuard(true, List.of(), Clock.systemUTC());
        return new HttpSender(
                new HttpSender.Network(vertx, loops, all, reroute),
                4,
                Duration.ofSeconds(5),
                response);
    }

    private static int serve(io.vertx.core.Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    /** Reads a little of each request, writes the text and closes. */
    private static int answerRaw(String text) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread =
                new Thread(
                        () -> {
                            try (server;
                                    Socket socket = server.accept();
                                    OutputStream out = socket.getOutputStream()) {
                                assertThat(socket.getInputStream().read(new byte[8192]))
                                        .isPositive();
                                out.write(text.getBytes(StandardCharsets.US_ASCII));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
