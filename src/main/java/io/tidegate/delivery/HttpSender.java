package io.tidegate.delivery;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends one connector's requests: its own pool, its own time-outs, no redirects. Never blocks;
 * replies come on an event loop. Each loop has its share of the connections, so that a request and
 * its answer stay on one thread.
 */
public final class HttpSender implements AutoCloseable {
    /** Bytes of an answer that are read; where there is more, the connection is cut. */
    public static final int MAX_BODY = 1024 * 1024;

    private final Network network;
    private final long responseMillis;
    private final HttpClient[] clients;
    private final int connectionsPerLoop;
    private final AtomicIntegerArray onTheWay;

    /** The connector's usual one, most often its only one. */
    private volatile @Nullable Address last;

    /**
     * What all senders share.
     *
     * @param maySend asked right before a request goes out: false if this process was away for so
     *     long that its deliveries may be another node's by now
     */
    public record Network(
            Vertx vertx,
            EventLoops loops,
            TargetGuard guard,
            UnaryOperator<URI> reroute,
            BooleanSupplier maySend) {
        public Network(
                Vertx vertx, EventLoops loops, TargetGuard guard, UnaryOperator<URI> reroute) {
            this(vertx, loops, guard, reroute, () -> true);
        }
    }

    /**
     * @param concurrency connections to one host at most, rounded up to a multiple of the loops
     */
    public HttpSender(
            Network network, int concurrency, Duration connectTimeout, Duration responseTimeout) {
        this.network = network;
        this.responseMillis = responseTimeout.toMillis();
        int loops = network.loops().size();
        this.connectionsPerLoop = (concurrency + loops - 1) / loops;
        this.onTheWay = new AtomicIntegerArray(loops);
        HttpClientOptions options =
                new HttpClientOptions()
                        .setMaxPoolSize(connectionsPerLoop)
                        .setMaxWaitQueueSize(-1)
                        .setConnectTimeout((int) connectTimeout.toMillis())
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(true)
                        .setMaxHeaderSize(64 * 1024)
                        .setTracingPolicy(io.vertx.core.tracing.TracingPolicy.IGNORE);
        this.clients = new HttpClient[loops];
        for (int i = 0; i < loops; i++) {
            clients[i] = network.vertx().createHttpClient(options);
        }
    }

    /** Sends a request whose references are resolved; {@code then} is called exactly once. */
    public void send(OutboundRequest request, Consumer<Reply> then) {
        int loop = loop();
        onTheWay.incrementAndGet(loop);
        HttpCall call =
                new HttpCall(
                        new HttpCall.Line(network, clients[loop], responseMillis),
                        reply -> {
                            onTheWay.decrementAndGet(loop);
                            then.accept(reply);
                        });
        Context context = network.loops().context(loop);
        context.runOnContext(go -> begin(call, request));
    }

    /** The caller's own loop if that has a connection left, else the one with the least to do. */
    private int loop() {
        int here = network.loops().here();
        if (here >= 0 && onTheWay.get(here) < connectionsPerLoop) {
            return here;
        }
        int least = 0;
        for (int i = 1; i < clients.length; i++) {
            if (onTheWay.get(i) < onTheWay.get(least)) {
                least = i;
            }
        }
        return least;
    }

    private void begin(HttpCall call, OutboundRequest request) {
        Address address;
        try {
            address = address(request.url());
        } catch (IllegalArgumentException e) {
            call.end(new Reply.NeverSent("the URL is not one: " + e.getMessage()));
            return;
        }
        call.begin(request, address);
    }

    private Address address(String url) {
        Address before = last;
        if (before != null && before.url().equals(url)) {
            return before;
        }
        Address address = Address.of(url, network.reroute());
        last = address;
        return address;
    }

    @Override
    public void close() {
        for (HttpClient client : clients) {
            client.close();
        }
    }
}
