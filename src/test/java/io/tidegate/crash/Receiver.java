package io.tidegate.crash;

import io.tidegate.event.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The third party: writes down every request in the order of arrival, and answers as it is told.
 * One event loop, so that this order is the one order.
 */
final class Receiver implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Integer> timesSeen = new HashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int life;
    private volatile boolean broken;

    /**
     * A request as it arrived.
     *
     * @param delivery the number in its Idempotency-Key
     * @param at ms since 1970
     * @param life how many processes had been killed before
     * @param status what it was to be answered; 0 if the connection was dropped instead
     * @param version of its connector, where that names one in query, header or body; otherwise 0
     */
    record Arrival(
            String connector,
            long delivery,
            String event,
            String subject,
            long at,
            int life,
            int status,
            int version) {}

    /** What to answer; status 0 drops the connection. */
    record Answer(int status, int delayMillis) {}

    /** The answer to the nth request (from 1) with the same key. */
    @FunctionalInterface
    interface Script {
        Answer answer(int nth);
    }

    Receiver() {
        server = vertx.createHttpServer();
        server.connectionHandler(
                connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(closed -> connections.decrementAndGet());
                });
        server.requestHandler(request -> request.bodyHandler(body -> arrived(request, body)));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    String url(String connector) {
        return "http://127.0.0.1:" + server.actualPort() + "/" + connector;
    }

    void script(String connector, Script script) {
        scripts.put(connector, script);
    }

    /** From now on every request is answered 503, or as its script says again. */
    void broken(boolean is) {
        broken = is;
    }

    private void arrived(HttpServerRequest request, Buffer body) {
        String connector = request.path().substring(1);
        String key = request.getHeader("Idempotency-Key");
        Map<?, ?> sent = (Map<?, ?>) json(body.getBytes());
        int nth = timesSeen.merge(connector + "/" + key, 1, Integer::sum);
        Answer answer =
                broken
                        ? new Answer(503, 0)
                        : scripts.getOrDefault(connector, n -> new Answer(200, 0)).answer(nth);
        synchronized (arrivals) {
            arrivals.add(
                    new Arrival(
                            connector,
                            Long.parseLong(key),
                            String.valueOf(sent.get("event")),
                            String.valueOf(sent.get("subject")),
                            System.currentTimeMillis(),
                            life,
                            answer.status(),
                            version(request, sent)));
        }
        if (answer.delayMillis() > 0) {
            vertx.setTimer(answer.delayMillis(), due -> answer(request, answer));
        } else {
            answer(request, answer);
        }
    }

    private static int version(HttpServerRequest request, Map<?, ?> sent) {
        return Stream.of(request.getParam("v"), request.getHeader("X-Version"), sent.get("v"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(version -> Integer.parseInt(version.toString().replace("version-", "")))
                .orElse(0);
    }

    private static Object json(byte[] body) {
        try {
            return Json.parse(body);
        } catch (io.tidegate.event.InvalidJson e) {
            throw new IllegalStateException("a body that no connector of this test sends", e);
        }
    }

    private static void answer(HttpServerRequest request, Answer answer) {
        if (answer.status() == 0) {
            request.connection().close();
        } else if (!request.response().closed()) {
            request.response().setStatusCode(answer.status()).end("{\"ok\":true}");
        }
    }

    /** What a dead process had sent is read to its end when none of its connections is open. */
    boolean hasNoConnections() {
        return connections.get() == 0;
    }

    /** All arrivals from now on belong to the next process. */
    void nextLife() {
        life++;
    }

    int life() {
        return life;
    }

    /** By connector, the highest that was seen. */
    Map<String, Integer> lastVersions() {
        synchronized (arrivals) {
            return arrivals.stream()
                    .collect(Collectors.toMap(Arrival::connector, Arrival::version, Integer::max));
        }
    }

    List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
