package io.tidegate.intake;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one HTTP port: {@code /events} goes straight to its handler, all else to the router. One
 * event loop a core, heads and idle time bounded.
 */
public final class WebServer {
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final Handler<HttpServerRequest> events;
    private final Handler<HttpServerRequest> rest;
    private volatile String deployment = "";
    private final AtomicInteger port = new AtomicInteger();

    public WebServer(
            Vertx vertx, Handler<HttpServerRequest> events, Handler<HttpServerRequest> rest) {
        this.vertx = vertx;
        this.events = events;
        this.rest = rest;
    }

    /** Listens; port 0 takes a free one. Returns the port. */
    public int listen(String host, int wanted) throws InterruptedException {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
        await(
                vertx.deployVerticle(
                                () -> new Listener(host, wanted),
                                new DeploymentOptions().setInstances(1))
                        .onSuccess(id -> deployment = id));
        if (loops > 1) {
            await(
                    vertx.deployVerticle(
                            () -> new Listener(host, port.get()),
                            new DeploymentOptions().setInstances(loops - 1)));
        }
        return port.get();
    }

    private void route(HttpServerRequest request) {
        if ("/events".equals(request.path())) {
            events.handle(request);
        } else {
            rest.handle(request);
        }
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
                            .setMaxHeaderSize(32 * 1024)
                            .setMaxInitialLineLength(8 * 1024)
                            .setAcceptBacklog(1_024)
                            .setTcpNoDelay(true);
            vertx.createHttpServer(options)
                    .requestHandler(WebServer.this::route)
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

    private static void await(io.vertx.core.Future<?> future) throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(why.getMessage()), why);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the HTTP port was not open within 10 s", e);
        }
    }
}
