package io.tidegate.sandbox.identity;

import io.tidegate.sandbox.identity.SqlOutbox.Due;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox: of one account one after the other, in the order of its changes,
 * each again until it is answered 2xx.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long LOOK_MILLIS = 500;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final long FIRST_DELAY = 500;
    private static final long LONGEST_DELAY = 30_000;
    private static final int AT_ONCE = 16;

    private final SqlStore store;
    private final Vertx vertx;
    private final Supplier<URI> target;
    private final String secret;
    private final Clock clock;
    private final HttpClient client;
    private final Set<String> onTheirWay = new HashSet<>();
    private final long timer;
    private boolean closed;

    Courier(SqlStore store, Vertx vertx, Supplier<URI> target, String secret, Clock clock) {
        this.store = store;
        this.vertx = vertx;
        this.target = target;
        this.secret = secret;
        this.clock = clock;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) TIMEOUT_MILLIS)
                                .setMaxPoolSize(AT_ONCE));
        this.timer = vertx.setPeriodic(0, LOOK_MILLIS, tick -> look());
    }

    /** There may be something to send. */
    void look() {
        if (!isClosed()) {
            var unused =
                    store.run(tables -> tables.outbox().due(clock.millis(), 2 * AT_ONCE))
                            .thenAccept(this::begin)
                            .whenComplete(
                                    (done, failure) -> {
                                        if (failure != null && !isClosed()) {
                                            LOG.warn(
                                                    "webhooks cannot be read: {}",
                                                    failure.getMessage());
                                        }
                                    });
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void begin(List<Due> due) {
        for (Due one : due) {
            if (take(one.uid())) {
                vertx.runOnContext(now -> send(one));
            }
        }
    }

    private synchronized boolean take(String uid) {
        return !closed && onTheirWay.size() < AT_ONCE && onTheirWay.add(uid);
    }

    private void send(Due due) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(target.get().toString())
                        .setTimeout(TIMEOUT_MILLIS);
        client.request(options)
                .compose(request -> send(request, due.body()))
                .onComplete(
                        answer ->
                                record(
                                        due,
                                        answer.succeeded() ? answer.result() : 0,
                                        answer.succeeded()
                                                ? String.valueOf(answer.result())
                                                : String.valueOf(answer.cause().getMessage())));
    }

    private Future<Integer> send(HttpClientRequest request, byte[] body) {
        String signature = HexFormat.of().withUpperCase().formatHex(Hmac.of(secret, body));
        return request.putHeader("content-type", "application/json")
                .putHeader("signature", signature)
                .send(Buffer.buffer(body))
                .compose(response -> response.end().map(end -> response.statusCode()));
    }

    private void record(Due due, int status, String result) {
        boolean good = status >= 200 && status < 300;
        long now = clock.millis();
        var unused =
                store.run(
                                tables -> {
                                    if (good) {
                                        tables.outbox().sent(due.seq(), now, result);
                                    } else {
                                        tables.outbox().again(due.seq(), now + delay(due), result);
                                    }
                                    return good;
                                })
                        .whenComplete(
                                (done, failure) -> {
                                    release(due.uid());
                                    if (failure == null && good) {
                                        look();
                                    }
                                });
        if (!good && due.attempts() == 0) {
            LOG.info("a webhook got {} from {}; it is sent again", result, target.get());
        }
    }

    private synchronized void release(String uid) {
        onTheirWay.remove(uid);
        notifyAll();
    }

    private static long delay(Due due) {
        return Math.min(LONGEST_DELAY, FIRST_DELAY << Math.min(due.attempts(), 10));
    }

    /** Begins nothing more, and waits for what is on its way, a few seconds at most. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        synchronized (this) {
            closed = true;
            try {
                while (!onTheirWay.isEmpty() && System.nanoTime() < until) {
                    wait(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        client.close();
    }
}
