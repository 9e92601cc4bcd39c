package io.tidegate;

import io.tidegate.observe.Health;
import io.tidegate.observe.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** {@code /observe}: what monitoring asks, without a token. */
record Observation(Health health, Metrics metrics) {

    void mount(Router router, Vertx vertx) {
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
