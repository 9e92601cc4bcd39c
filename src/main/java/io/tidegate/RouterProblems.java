package io.tidegate;

import io.tidegate.intake.Problem;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the router answers where nothing else does. */
final class RouterProblems {
    private static final Logger LOG = LoggerFactory.getLogger(RouterProblems.class);

    private RouterProblems() {}

    static void install(Router router) {
        install(router, 400, "Bad Request", "the URL's path is not in percent-encoding");
        install(router, 404, "Not found", "there is nothing at this address");
        install(router, 405, "Method not allowed", "this address has no such method");
        install(router, 500, "Internal error", "this is a fault of Tidegate");
    }

    private static void install(Router router, int status, String title, String detail) {
        router.errorHandler(
                status,
                context -> {
                    boolean isGone = context.failure() instanceof HttpClosedException;
                    if (context.failure() != null && status != 400 && !isGone) {
                        LOG.error("a bug: {} failed", context.request().path(), context.failure());
                    }
                    new Problem(status, title, detail).send(context.response());
                });
    }
}
