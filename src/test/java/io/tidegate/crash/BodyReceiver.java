package io.tidegate.crash;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A third party that keeps every body as it came, and answers as it is told. */
final class BodyReceiver implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final List<Sent> all = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    /** One request. */
    record Sent(String key, String uri, String body) {}

    /** What to answer. */
    record Answer(int status, String body) {}

    /** Null: nothing, for as long as the connection lasts. */
    @FunctionalInterface
    interface Behaviour {
        Answer of(Sent sent);
    }

    BodyReceiver(Behaviour first) {
        behaviour = first;
        server.requestHandler(this::take);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request) {
        request.bodyHandler(
                body -> {
                    Sent sent =
                            new Sent(
                                    request.getHeader("Idempotency-Key"),
                                    request.uri(),
                                    body.toString());
                    all.add(sent);
                    Answer answer = behaviour.of(sent);
                    if (answer != null) {
                        request.response().setStatusCode(answer.status()).end(answer.body());
                    }
                });
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    List<Sent> all() {
        return List.copyOf(all);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
