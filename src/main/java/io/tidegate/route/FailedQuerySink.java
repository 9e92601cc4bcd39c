package io.tidegate.route;

import io.tidegate.event.Json;
import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.SinkQueue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
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
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SinkQueue queue;
    private final String endpoint;
    private final ProducerTemplate producer;
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    public FailedQuerySink(SinkQueue queue, String endpoint, CamelContext context) {
        this.queue = queue;
        this.endpoint = endpoint;
        this.producer = context.createProducerTemplate();
        this.thread = new Thread(this::run, "failed-query-sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, turn());
        }
    }

    /** How long to wait before the next, in ns. */
    private long turn() {
        try {
            List<FailedQuery> rows = queue.next(100);
            for (FailedQuery row : rows) {
                if (closed) {
                    return 0;
                }
                producer.sendBody(endpoint, map(row));
                queue.taken(List.of(row));
            }
            if (failing) {
                LOG.info("the failed-query sink takes rows again");
                failing = false;
            }
            return rows.isEmpty() ? IDLE_NANOS : 0;
        } catch (RuntimeException e) {
            if (!failing && !closed) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                LOG.error(
                        "the failed-query sink did not take a row, tried again every 5 s: {}",
                        cause.getMessage());
                failing = true;
            }
            return FAILED_NANOS;
        }
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
