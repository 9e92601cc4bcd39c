package io.tidegate.route;

import io.tidegate.event.Json;
import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.SinkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each failed query to a Camel endpoint too, at least once and in order, on a thread of its
 * own: a sink that is down holds nothing up but itself.
 */
public final class FailedQuerySink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FailedQuerySink.class);
    private static final int AT_ONCE = 100;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SinkQueue queue;
    private final Endpoint endpoint;
    private final ProducerTemplate producer;
    private final Thread thread = new Thread(this::run, "failed-query-sink");

    /** The sink has them, the queue does not know it yet: they are not sent again. */
    private final List<FailedQuery> sent = new ArrayList<>();

    private volatile boolean closed;
    private volatile List<String> problem = List.of();
    private Duration pause = FIRST_PAUSE;

    private FailedQuerySink(SinkQueue queue, Endpoint endpoint, ProducerTemplate producer) {
        this.queue = queue;
        this.endpoint = endpoint;
        this.producer = producer;
    }

    /**
     * @throws IllegalStateException if nothing can ever be sent to the endpoint
     */
    public static FailedQuerySink start(SinkQueue queue, String uri, CamelContext context) {
        FailedQuerySink sink = stepped(queue, uri, context);
        sink.thread.setDaemon(true);
        sink.thread.start();
        return sink;
    }

    /** One without a thread: its turns are made by hand. */
    static FailedQuerySink stepped(SinkQueue queue, String uri, CamelContext context) {
        return new FailedQuerySink(
                queue, SinkEndpoint.of(uri, context), context.createProducerTemplate());
    }

    private void run() {
        while (!closed) {
            Duration wait = turn();
            if (!closed) {
                LockSupport.parkNanos(this, wait.toNanos());
            }
        }
    }

    /** Sends what is queued; returns how long to wait before the next turn. */
    Duration turn() {
        try {
            takeOff();
            List<FailedQuery> rows = queue.next(AT_ONCE);
            if (!send(rows)) {
                return longer();
            }
            takeOff();
            if (!problem.isEmpty()) {
                LOG.info("the failed-query sink takes rows again");
                problem = List.of();
            }
            pause = FIRST_PAUSE;
            return rows.isEmpty() ? IDLE : Duration.ZERO;
        } catch (RuntimeException e) {
            failed("the queue of the failed-query sink is away", SinkEndpoint.reason(e));
            return longer();
        }
    }

    /** Stops at the first that the sink does not take: they go in order. */
    private boolean send(List<FailedQuery> rows) {
        for (FailedQuery row : rows) {
            if (closed) {
                return true;
            }
            try {
                producer.sendBody(endpoint, map(row));
            } catch (RuntimeException e) {
                takeOff();
                if (!closed) {
                    failed("the failed-query sink takes no rows", SinkEndpoint.reason(e));
                }
                return false;
            }
            sent.add(row);
        }
        return true;
    }

    private void takeOff() {
        if (!sent.isEmpty()) {
            queue.taken(List.copyOf(sent));
            sent.clear();
        }
    }

    private Duration longer() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return now;
    }

    /** The reason, which may name hosts and users, is for the log alone. */
    private void failed(String what, String reason) {
        if (problem.isEmpty()) {
            LOG.error(
                    "{}, they wait in the journal, tried again, at last every {} s: {}",
                    what,
                    LONGEST_PAUSE.toSeconds(),
                    reason);
        }
        problem = List.of(what + ": they wait in the journal, the log says why");
    }

    /** What keeps rows from the sink at the moment, in one line; none while it takes them. */
    public List<String> problem() {
        return problem;
    }

    /** The columns of failed_query; bodies as text where they are UTF-8. */
    static Map<String, @Nullable Object> map(FailedQuery row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", row.id());
        map.put("delivery_id", row.origin().deliveryId());
        map.put("connector", row.origin().connector());
        map.put("event_id", row.origin().eventId());
        map.put("event_type", row.origin().eventType());
        map.put("subject", row.origin().subject());
        map.put("stage", row.stage());
        FailedQuery.Sent sent = row.request();
        map.put("method", sent == null ? null : sent.method());
        map.put("url", sent == null ? null : sent.url());
        map.put("request_headers", sent == null ? null : Json.text(sent.headers()));
        map.put("request_body", sent == null ? null : text(sent.body()));
        map.put("response_status", row.outcome().responseStatus());
        map.put("response_body", text(row.outcome().responseBody()));
        map.put("error", row.outcome().error());
        map.put("attempts", row.outcome().attempts());
        map.put(
                "first_attempt_at",
                row.outcome().firstAttemptAt() == null
                        ? null
                        : row.outcome().firstAttemptAt().toString());
        map.put("failed_at", row.outcome().failedAt().toString());
        map.put("state", row.resolution().state().word());
        return map;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
