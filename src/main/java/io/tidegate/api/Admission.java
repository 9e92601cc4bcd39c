package io.tidegate.api;

import io.tidegate.access.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Tells who asks, before anything else of a request is looked at. */
@FunctionalInterface
public interface Admission {
    /** Never fails because of what the request says. */
    Future<Verdict> judge(HttpServerRequest request);

    /**
     * Judges again whether somebody who was let in may stay; no sign that anybody is there, and
     * nothing is put into the answer, which has begun.
     */
    default Future<Boolean> mayStay(HttpServerRequest request) {
        return judge(request).map(Known.class::isInstance);
    }

    /** The address that a request came from, as the audit log names it. */
    default @Nullable String from(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }

    /** What is known of who asks. */
    sealed interface Verdict {}

    record Known(Caller caller) implements Verdict {}

    /**
     * Nobody: 401.
     *
     * @param detail what is wanted
     */
    record Unknown(String detail) implements Verdict {}

    /**
     * Somebody, who has no business here: 403.
     *
     * @param detail why
     */
    record Barred(String detail) implements Verdict {}
}
