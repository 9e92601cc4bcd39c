package io.tidegate.intake;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP port: what takes events goes straight to its handler, all else to the router. One
 * event loop a core, heads and idle time bounded.
 */
public final class WebServer {
    private static final int IDLE_SECONDS = 60;
    private static final AtomicInteger FREE = new AtomicInteger();
    private static final int MAX_HEAD = 32 * 1024;
    private static final int MAX_LINE = 8 * 1024;
    private static final Problem NOT_HTTP =
            new Problem(400, "Bad request", "this is not HTTP/1.1, or can be read in two ways");

    private final Vertx vertx;
    private final Doors doors;
    private final @Nullable Tls tls;
    private final AtomicInteger port = new AtomicInteger();

    /**
     * Who takes what.
     *
     * @param events {@code /events}
     * @param inflow all below {@code /inflow/}
     * @param webhooks {@code /webhooks/loginradius}
     * @param rest everything else
     */
    public record Doors(
            Handler<HttpServerRequest> events,
            Handler<HttpServerRequest> inflow,
            Handler<HttpServerRequest> webhooks,
            Handler<HttpServerRequest> rest) {}

    /** Everything is for the router. */
    public static Doors allTo(Handler<HttpServerRequest> rest) {
        return new Doors(rest, rest, rest, rest);
    }

    /** Without TLS. */
    public WebServer(Vertx vertx, Doors doors) {
        this(vertx, doors, null);
    }

    /**
     * @param certificate for TLS; null: without
     */
    public WebServer(Vertx vertx, Doors doors, @Nullable Certificate certificate) {
        this.vertx = vertx;
        this.doors = doors;
        this.tls = certificate == null ? null : new Tls(vertx, certificate);
    }

    /** With {@code /events} alone. */
    WebServer(Vertx vertx, Handler<HttpServerRequest> events, Handler<HttpServerRequest> rest) {
        this(vertx, new Doors(events, rest, rest, rest), null);
    }

    /** Listens; port 0 takes a free one. Returns the port. */
    public int listen(String host, int wanted) throws InterruptedException {
        return listen(host, wanted, "TIDEGATE_");
    }

    /**
     * @param settings how the names of the settings for its address begin
     */
    public int listen(String host, int wanted, String settings) throws InterruptedException {
        // a negative port is a free one that the listeners with the same number share
        int shared = wanted == 0 ? -FREE.incrementAndGet() : wanted;
        if (tls != null) {
            tls.start();
        }
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
        await(
                vertx.deployVerticle(
                        () -> new Listener(host, shared),
                        new DeploymentOptions().setInstances(loops)),
                host + ":" + wanted,
                settings);
        return port.get();
    }

    private void route(HttpServerRequest request) {
        if (isAmbiguous(request)) {
            refuse(request, NOT_HTTP);
            return;
        }
        String path = request.path();
        if (request.method() != HttpMethod.POST) {
            SafeHeaders.put(request); // programs post, browsers look
        }
        if ("/events".equals(path)) {
            doors.events().handle(request);
        } else if (path != null && path.startsWith("/inflow/")) {
            doors.inflow().handle(request);
        } else if ("/webhooks/loginradius".equals(path)) {
            doors.webhooks().handle(request);
        } else {
            SafeHeaders.put(request);
            doors.rest().handle(request);
        }
    }

    /** Others may read its end, or for whom it is, in another way. */
    private static boolean isAmbiguous(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (headers.getAll(HttpHeaders.HOST).size() > 1) {
            return true;
        }
        if (!headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
            return false;
        }
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked");
    }

    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem =
                cause instanceof TooLongHttpLineException
                        ? new Problem(
                                414,
                                "URI too long",
                                "a request's first line has at most " + MAX_LINE + " bytes")
                        : cause instanceof TooLongHttpHeaderException
                                ? new Problem(
                                        431,
                                        "Headers too large",
                                        "a request's headers have at most " + MAX_HEAD + " bytes")
                                : NOT_HTTP;
        refuse(request, problem);
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        SafeHeaders.put(request);
        problem.send(request.response().putHeader("connection", "close"));
        request.connection().close();
    }

    /** One event loop's share of the port. */
    private final class Listener extends AbstractVerticle {
        private final String host;
        private final int wanted;

        Listener(String host, int wanted) {
            this.host = host;
            this.wanted = wanted;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options =
                    new HttpServerOptions()
                            .setHost(host)
                            .setPort(wanted)
                            .setIdleTimeout(IDLE_SECONDS)
                            .setMaxHeaderSize(MAX_HEAD)
                            .setMaxInitialLineLength(MAX_LINE)
                            .setAcceptBacklog(1_024)
                            .setHttp2ClearTextEnabled(false)
                            .setPerFrameWebSocketCompressionSupported(false)
                            .setPerMessageWebSocketCompressionSupported(false)
                            .setTcpNoDelay(true);
            if (tls != null) {
                tls.secure(options);
            }
            vertx.createHttpServer(options)
                    .connectionHandler(connection -> StrictDecoder.use(connection, options))
                    .requestHandler(WebServer.this::route)
                    .invalidRequestHandler(WebServer::refuse)
                    .exceptionHandler(broken -> {})
                    .listen()
                    .onSuccess(
                            (HttpServer server) -> {
                                port.set(server.actualPort());
                                started.complete();
                            })
                    .onFailure(started::fail);
        }
    }

    private static void await(io.vertx.core.Future<?> future, String where, String settings)
            throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "the server cannot listen at "
                            + where
                            + ": "
                            + why.getMessage()
                            + "; give it another address by "
                            + settings
                            + "PORT or "
                            + settings
                            + "HOST, nothing was sent",
                    why);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the HTTP port was not open within 10 s", e);
        }
    }
}
