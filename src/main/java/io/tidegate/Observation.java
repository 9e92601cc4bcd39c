package io.tidegate;

import io.tidegate.observe.Health;
import io.tidegate.observe.Metrics;
import io.tidegate.observe.SqlBacklog;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** {@code /observe}: what monitoring asks, without a token. */
record Observation(Health health, Metrics metrics) {

    /** What is unfinished, asked for when somebody looks. */
    static void gauges(Metrics metrics, SqlBacklog backlog, Clock clock) {
        metrics.gauge("tidegate.deliveries.pending", backlog, b -> b.now().pending());
        metrics.gauge("tidegate.deliveries.waiting", backlog, b -> b.now().waiting());
        metrics.gauge(
                "tidegate.oldest.undelivered.seconds",
                backlog,
                b -> seconds(b.now().oldestCreatedAt(), clock.millis()));
    }

    /** The same of what health tells. */
    static void gauges(Metrics metrics, Health health) {
        metrics.gauge("tidegate.health", health, asked -> asked.why() == null ? 1 : 0);
        metrics.gauge("tidegate.journal.writable", health, asked -> asked.isWritable() ? 1 : 0);
        metrics.gauge("tidegate.degraded", health, asked -> asked.degraded().size());
    }

    private static double seconds(long since, long now) {
        return since == 0 ? 0 : Math.max(0, now - since) / 1_000.0;
    }

    void mount(Router router, Vertx vertx) {
        // On the event loop, and of nothing else: whoever restarts a process that cannot answer
        // this must not do so because a database is away.
        router.get("/observe/live").handler(context -> context.response().end("alive\n"));
        router.get("/observe/health")
                .handler(
                        context ->
                                vertx.executeBlocking(health::report, false)
                                        .onSuccess(
                                                report ->
                                                        context.response()
                                                                .setStatusCode(report.status())
                                                                .putHeader(
                                                                        "content-type",
                                                                        "application/json")
                                                                .end(
                                                                        Buffer.buffer(
                                                                                report.body()))));
        router.get("/observe/metrics")
                .handler(
                        context ->
                                vertx.executeBlocking(metrics::scrape, false)
                                        .onSuccess(
                                                text ->
                                                        context.response()
                                                                .putHeader(
                                                                        "content-type",
                                                                        "text/plain; version=0.0.4; charset=utf-8")
                                                                .end(text)));
    }
}
