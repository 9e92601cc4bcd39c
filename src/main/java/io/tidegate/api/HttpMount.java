package io.tidegate.api;

import io.tidegate.access.Caller;
import io.tidegate.api.Admission.Barred;
import io.tidegate.api.Admission.Known;
import io.tidegate.api.Admission.Unknown;
import io.tidegate.api.Admission.Verdict;
import io.tidegate.journal.JournalUnavailable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API on a Vert.x router: who asks is judged before anything else is looked at. */
final class HttpMount {
    private static final Logger LOG = LoggerFactory.getLogger(HttpMount.class);
    private static final int MAX_BODY = 8 << 20;
    private static final String PATHS = "/api/*";
    private static final String CALLER = "caller";

    /** Headers that the API reads. */
    private static final List<String> READ = List.of("if-match");

    private final Api api;
    private final Admission admission;

    HttpMount(Api api, Admission admission) {
        this.api = api;
        this.admission = admission;
    }

    /**
     * @param live what is answered by a stream
     */
    void mount(Router router, List<LiveResource> live) {
        router.route(PATHS).handler(this::admit);
        live.forEach(one -> router.get(LiveResource.PATH).handler(context -> listen(context, one)));
        router.route(PATHS).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.route(PATHS).handler(this::answer);
        router.route(PATHS).failureHandler(HttpMount::fail);
    }

    private void admit(RoutingContext context) {
        context.request().pause(); // nothing of its body is lost while it is judged
        admission
                .judge(context.request())
                .onSuccess(verdict -> admit(context, verdict))
                .onFailure(why -> cannotTell(context, why));
    }

    private static void cannotTell(RoutingContext context, Throwable why) {
        if (why instanceof JournalUnavailable) {
            LOG.warn("{} is answered 503: {}", context.request().path(), why.getMessage());
            turnAway(
                    context,
                    new Refusal(
                            503,
                            "who asks cannot be told: the journal cannot be reached; it is tried again by itself"));
        } else {
            Unread.isRead(context);
            context.fail(why);
        }
    }

    private static void admit(RoutingContext context, Verdict verdict) {
        if (verdict instanceof Known known) {
            // What curl -d says by itself: its form would be read, and bounded to 8 KiB.
            context.request().headers().remove("Content-Type");
            context.put(CALLER, known.caller());
            context.next();
            context.request().resume(); // now that somebody listens
        } else if (verdict instanceof Barred barred) {
            turnAway(context, new Refusal(403, barred.detail()));
        } else if (verdict instanceof Unknown unknown) {
            turnAway(
                    context,
                    Refusal.withHeader(
                            401,
                            unknown.detail(),
                            "WWW-Authenticate",
                            "Bearer realm=\"tidegate\""));
        }
    }

    private static void turnAway(RoutingContext context, Refusal refusal) {
        if (context.request().method() != HttpMethod.GET) {
            // Its body is not read, so nothing can follow it on this connection.
            context.response().putHeader("Connection", "close");
        }
        send(context, refusal.answer());
    }

    private void listen(RoutingContext context, LiveResource live) {
        try {
            Caller caller = context.get(CALLER);
            LiveResource.operation().admit(caller);
            live.open(context, caller, admission);
        } catch (Refusal refusal) {
            send(context, refusal.answer());
        }
    }

    private void answer(RoutingContext context) {
        Unread.isRead(context);
        Buffer body = context.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        String query = context.request().query();
        String uri = context.request().path() + (query == null ? "" : "?" + query);
        Map<String, String> headers = new HashMap<>();
        for (String name : READ) {
            String value = context.request().getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        Caller caller = context.get(CALLER);
        String method = context.request().method().name();
        String from = admission.from(context.request());
        Asked asked = new Asked(method, uri, headers, bytes, caller, from);
        context.vertx()
                .executeBlocking(() -> api.call(asked), false)
                .onSuccess(answer -> send(context, answer))
                .onFailure(context::fail);
    }

    private static void fail(RoutingContext context) {
        Refusal refusal = Unread.refusal(context, MAX_BODY);
        if (refusal != null) {
            send(context, refusal.answer());
        }
    }

    private static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        response.end(Buffer.buffer(answer.body()));
    }
}
