package io.tidegate.api;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong between the first byte of a request and its answer: theirs, or ours. */
final class Unread {
    private static final Logger LOG = LoggerFactory.getLogger(Unread.class);
    private static final String READ = "request-is-read";

    private Unread() {}

    /** From now on what goes wrong is no matter of what they sent. */
    static void isRead(RoutingContext context) {
        context.put(READ, true);
    }

    /**
     * What is to be answered; null: nothing more can be.
     *
     * @param most bytes that a body may have
     */
    static @Nullable Refusal refusal(RoutingContext context, int most) {
        HttpServerResponse response = context.response();
        boolean isTheirs =
                context.statusCode() == 413
                        || context.statusCode() == 400
                        || context.get(READ) == null
                        || context.failure() instanceof HttpClosedException;
        if (!isTheirs) {
            LOG.error("{} failed by a bug", context.request().path(), context.failure());
        }
        if (response.headWritten() || response.closed()) {
            return null;
        }
        response.putHeader("Connection", "close"); // nothing can follow what was not read
        if (!isTheirs) {
            return new Refusal(500, "a bug in Tidegate: the server's log says more");
        }
        return context.statusCode() == 413
                ? new Refusal(413, "the body is larger than " + most + " bytes")
                : new Refusal(400, "the request cannot be read");
    }
}
