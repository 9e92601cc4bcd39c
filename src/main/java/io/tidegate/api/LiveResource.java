package io.tidegate.api;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/live}: tells listeners, by server-sent events, that something changed. One that does
 * not read what it is sent is let go, and so is one that may not listen any more.
 */
public final class LiveResource implements Resource, AutoCloseable {
    static final String PATH = "/api/live";
    static final int MOST_LISTENERS = 200;

    /** Of one caller: nobody can keep all the others out. */
    static final int MOST_OF_ONE = 50;

    private static final long TICK_MILLIS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(LiveResource.class);

    private final LiveNews news;
    private final LiveChanges changes;
    private final long commentMillis;
    private final Map<HttpServerResponse, String> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable Long timer;
    private @Nullable Vertx vertx;
    private boolean closed;

    public LiveResource(ApiSources sources, LiveChanges changes) {
        this(sources, changes, Duration.ofSeconds(15));
    }

    /**
     * @param comment how often a listener hears that the line is still there
     */
    LiveResource(ApiSources sources, LiveChanges changes, Duration comment) {
        this.news = new LiveNews(new SqlReader(sources.database()), sources.connectors(), changes);
        this.changes = changes;
        this.commentMillis = comment.toMillis();
    }

    @Override
    public List<Operation> operations() {
        return List.of(operation());
    }

    static Operation operation() {
        return Operation.get(
                PATH,
                Role.VIEWER,
                call -> {
                    throw new Refusal(406, "server-sent events are sent by a running server alone");
                });
    }

    int listeners() {
        return listeners.size();
    }

    /** Answers with events until one of both goes. */
    void open(RoutingContext context, Caller caller, Admission admission) {
        HttpServerResponse response = context.response();
        start(context.vertx(), response, caller.name());
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Accel-Buffering", "no"); // nginx would keep it to itself
        response.exceptionHandler(gone -> leave(response));
        response.closeHandler(gone -> leave(response));
        response.write("retry: 2000\n\n");
        context.vertx().executeBlocking(this::now, false).onSuccess(text -> write(response, text));
        comment(context, admission);
    }

    private synchronized void start(Vertx on, HttpServerResponse response, String caller) {
        if (closed || listeners.size() >= MOST_LISTENERS) {
            throw busy(
                    closed
                            ? "the server stops"
                            : MOST_LISTENERS + " listen already, which is the most allowed");
        }
        if (listeners.values().stream().filter(caller::equals).count() >= MOST_OF_ONE) {
            throw busy(
                    caller
                            + " listens "
                            + MOST_OF_ONE
                            + " times already, which is the most allowed for one");
        }
        listeners.put(response, caller);
        if (timer == null) {
            vertx = on;
            changes.heard(true);
            timer = on.setPeriodic(TICK_MILLIS, id -> tick(on));
        }
    }

    private static Refusal busy(String why) {
        return Refusal.withHeader(503, why, "Retry-After", "30");
    }

    private synchronized String now() {
        return news.now();
    }

    private synchronized @Nullable String next() {
        return news.next();
    }

    private void tick(Vertx on) {
        if (asking.compareAndSet(false, true)) {
            on.executeBlocking(this::next, false)
                    .onComplete(
                            asked -> {
                                asking.set(false);
                                if (asked.failed()) {
                                    LOG.warn(
                                            "what changed cannot be told: {}",
                                            String.valueOf(asked.cause().getMessage()));
                                } else if (asked.result() != null) {
                                    tell(asked.result());
                                }
                            });
        }
    }

    void tell(String text) {
        listeners.keySet().forEach(one -> write(one, text));
    }

    /** What waits to be read is bounded: whoever comes back sees all by asking anew. */
    private void write(HttpServerResponse response, String text) {
        if (response.closed() || response.ended() || response.writeQueueFull()) {
            leave(response);
            response.reset();
        } else {
            response.write(text);
        }
    }

    /** Also asks whether it may still listen: its session or token may have ended. */
    private void comment(RoutingContext context, Admission admission) {
        HttpServerResponse response = context.response();
        context.vertx()
                .setTimer(
                        commentMillis,
                        id -> {
                            if (listeners.containsKey(response)) {
                                admission
                                        .mayStay(context.request())
                                        .onComplete(
                                                judged -> {
                                                    if (Boolean.TRUE.equals(judged.result())) {
                                                        write(response, ": still here\n\n");
                                                        comment(context, admission);
                                                    } else {
                                                        end(response);
                                                    }
                                                });
                            }
                        });
    }

    private void end(HttpServerResponse response) {
        leave(response);
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private synchronized void leave(HttpServerResponse response) {
        listeners.remove(response);
        if (listeners.isEmpty() && timer != null && vertx != null) {
            vertx.cancelTimer(timer);
            timer = null;
            changes.heard(false);
        }
    }

    /** Lets all go; nobody may come any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Set.copyOf(listeners.keySet()).forEach(this::end);
    }
}
