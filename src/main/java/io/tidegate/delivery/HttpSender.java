package io.tidegate.delivery;

import io.netty.channel.ConnectTimeoutException;
import io.tidegate.delivery.Reply.Answered;
import io.tidegate.delivery.Reply.NeverSent;
import io.tidegate.delivery.Reply.Unanswered;
import io.tidegate.fault.FaultPoint;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends one connector's requests: its own pool, its own time-outs, no redirects. Never blocks;
 * replies come on an event loop.
 */
public final class HttpSender implements AutoCloseable {
    /** Bytes of an answer that are read; where there is more, the connection is cut. */
    public static final int MAX_BODY = 1024 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final TargetGuard guard;
    private final Function<URI, URI> reroute;
    private final long responseMillis;

    /** What all senders share. */
    public record Network(Vertx vertx, TargetGuard guard, Function<URI, URI> reroute) {}

    /**
     * @param concurrency connections to one host at most
     */
    public HttpSender(
            Network network, int concurrency, Duration connectTimeout, Duration responseTimeout) {
        this.vertx = network.vertx();
        this.guard = network.guard();
        this.reroute = network.reroute();
        this.responseMillis = responseTimeout.toMillis();
        this.context = vertx.getOrCreateContext();
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setMaxPoolSize(concurrency)
                                .setMaxWaitQueueSize(-1)
                                .setConnectTimeout((int) connectTimeout.toMillis())
                                .setKeepAliveTimeout(30)
                                .setDecompressionSupported(true)
                                .setMaxHeaderSize(64 * 1024)
                                .setTracingPolicy(io.vertx.core.tracing.TracingPolicy.IGNORE));
    }

    /** Sends a request whose references are resolved; {@code then} is called exactly once. */
    public void send(OutboundRequest request, Consumer<Reply> then) {
        context.runOnContext(go -> new Call(then).begin(request));
    }

    /** One request on the wire; confined to the sender's event loop. */
    private final class Call {
        private final Consumer<Reply> then;
        private final Buffer body = Buffer.buffer();
        private boolean done;
        private boolean sent;
        private long timer = -1;
        private @org.jspecify.annotations.Nullable HttpClientRequest wire;

        Call(Consumer<Reply> then) {
            this.then = then;
        }

        void begin(OutboundRequest request) {
            URI uri;
            Origin origin;
            try {
                uri = reroute.apply(URI.create(request.url()));
                origin = Origin.of(uri);
            } catch (IllegalArgumentException e) {
                end(new NeverSent("the URL is not one: " + e.getMessage()));
                return;
            }
            InetAddress recent = guard.recent(origin.host());
            if (recent != null) {
                connect(request, uri, origin, recent);
                return;
            }
            vertx.<InetAddress>executeBlocking(() -> guard.check(origin.host()), false)
                    .onComplete(
                            checked -> {
                                if (checked.succeeded()) {
                                    connect(request, uri, origin, checked.result());
                                } else {
                                    end(new NeverSent(message(checked.cause())));
                                }
                            });
        }

        private void connect(OutboundRequest request, URI uri, Origin origin, InetAddress address) {
            timer = vertx.setTimer(responseMillis, id -> timedOut());
            SocketAddress server =
                    SocketAddress.inetSocketAddress(origin.port(), address.getHostAddress());
            client.request(
                            new RequestOptions()
                                    .setMethod(HttpMethod.valueOf(request.method()))
                                    .setServer(server)
                                    .setHost(origin.host())
                                    .setPort(origin.port())
                                    .setSsl(origin.tls())
                                    .setURI(pathAndQuery(uri))
                                    .setFollowRedirects(false))
                    .onComplete(
                            opened -> {
                                if (opened.succeeded()) {
                                    write(request, opened.result());
                                } else {
                                    end(new NeverSent(reason(opened.cause(), origin)));
                                }
                            });
        }

        private void write(OutboundRequest request, HttpClientRequest opened) {
            if (done) {
                opened.reset();
                return;
            }
            wire = opened;
            try {
                request.headers().forEach(opened::putHeader);
            } catch (IllegalArgumentException e) {
                opened.reset();
                end(new NeverSent("a header cannot be sent: " + e.getMessage()));
                return;
            }
            opened.exceptionHandler(this::broke);
            opened.response()
                    .onComplete(
                            answered -> {
                                if (answered.succeeded()) {
                                    read(answered.result());
                                } else {
                                    broke(answered.cause());
                                }
                            });
            sent = true;
            Buffer content =
                    request.body() == null ? Buffer.buffer() : Buffer.buffer(request.body());
            opened.end(content).onSuccess(written -> FaultPoint.AFTER_SEND.hit());
        }

        private void read(HttpClientResponse response) {
            response.exceptionHandler(this::broke);
            response.handler(
                    chunk -> {
                        if (done) {
                            return;
                        }
                        int room = MAX_BODY - body.length();
                        body.appendBuffer(chunk, 0, Math.min(chunk.length(), room));
                        if (chunk.length() > room) {
                            // its status says all: an endless or inflated rest must not undo a 2xx
                            end(answer(response));
                            response.request().reset();
                        }
                    });
            response.endHandler(end -> end(answer(response)));
        }

        private Answered answer(HttpClientResponse response) {
            Map<String, String> headers = new java.util.LinkedHashMap<>();
            response.headers()
                    .forEach(
                            (name, value) ->
                                    headers.merge(
                                            name.toLowerCase(Locale.ROOT),
                                            value,
                                            (a, b) -> a + ", " + b));
            return new Answered(response.statusCode(), headers, body.getBytes());
        }

        /** The end comes before the reset, which reports itself as a broken connection. */
        private void timedOut() {
            timer = -1;
            end(
                    sent
                            ? new Unanswered(
                                    "no complete answer within " + responseMillis + " ms", true)
                            : new NeverSent(
                                    "no connection was free within " + responseMillis + " ms"));
            if (wire != null) {
                wire.reset();
            }
        }

        private void broke(Throwable cause) {
            end(
                    new Unanswered(
                            "the connection broke before the answer was complete: "
                                    + message(cause),
                            false));
        }

        private void end(Reply reply) {
            if (done) {
                return;
            }
            done = true;
            if (timer >= 0) {
                vertx.cancelTimer(timer);
            }
            then.accept(reply);
        }
    }

    private static String pathAndQuery(URI uri) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String reason(Throwable cause, Origin origin) {
        return "no connection to "
                + origin
                + (cause instanceof ConnectTimeoutException ? " in time: " : ": ")
                + message(cause);
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.close();
    }
}
