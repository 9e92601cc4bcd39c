package io.tidegate.inflow;

import io.tidegate.connector.Entry;
import io.tidegate.event.Event;
import io.tidegate.intake.BodyReader;
import io.tidegate.intake.EventsHandler;
import io.tidegate.intake.HttpAnswers;
import io.tidegate.intake.Intake;
import io.tidegate.intake.Problem;
import io.tidegate.intake.Room;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.URIDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /inflow/{connector}}: what third parties send; 202 only after the commit, answered as
 * {@code /events} is.
 */
public final class InflowHandler implements Handler<HttpServerRequest> {
    /** Where posts are sent. */
    public static final String PATH = "/inflow/";

    private final InflowConnectors connectors;
    private final Posts posts;
    private final Intake intake;
    private final Refusals refusals;
    private final Limits limits;

    /**
     * @param maxEventSize bytes; a post of items may have {@link EventsHandler#MAX_BODY}
     * @param bodyMillis a body must be there this long after its head
     * @param room for bodies
     * @param workers for what an event loop must not do
     */
    record Limits(int maxEventSize, long bodyMillis, Room room, WorkerExecutor workers) {
        int of(Entry entry) {
            return entry.items() == null ? maxEventSize : EventsHandler.MAX_BODY;
        }
    }

    InflowHandler(
            InflowConnectors connectors,
            Posts posts,
            Intake intake,
            Refusals refusals,
            Limits limits) {
        this.connectors = connectors;
        this.posts = posts;
        this.intake = intake;
        this.refusals = refusals;
        this.limits = limits;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            request.response().putHeader("allow", "POST");
            String detail = "third parties send with POST, seen: " + request.method();
            HttpAnswers.refuse(request, new Problem(405, "Method not allowed", detail));
            return;
        }
        String id = id(request.path());
        Inbound inbound = connectors.find(id);
        if (inbound == null) {
            nobody(request, id);
            return;
        }
        try {
            read(request, inbound);
        } catch (Refused e) {
            refuse(request, inbound, e, false);
        }
    }

    private static String id(@Nullable String path) {
        String text = path == null ? "" : path.substring(PATH.length());
        try {
            return URIDecoder.decodeURIComponent(text, false);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void nobody(HttpServerRequest request, String id) {
        if (connectors.isBroken(id)) {
            refusals.count(id, Reason.BROKEN);
            HttpAnswers.refuse(
                    request,
                    Refused.later(Reason.BROKEN, "the file of this connector is broken").problem());
        } else {
            refusals.count(Refusals.UNKNOWN, Reason.UNKNOWN);
            HttpAnswers.refuse(
                    request, new Problem(404, "Not found", "there is nothing at this address"));
        }
    }

    private void read(HttpServerRequest request, Inbound inbound) throws Refused {
        boolean judgedByHead = !Verifier.needsBody(inbound.entry().verification());
        if (judgedByHead) {
            posts.verify(inbound, request.headers(), new byte[0]);
        }
        new BodyReader(request, limits.of(inbound.entry()), limits.bodyMillis())
                .within(limits.room())
                .otherwise(problem -> cutOff(request, inbound, problem))
                .read(body -> judge(request, inbound, judgedByHead, body));
    }

    private void cutOff(HttpServerRequest request, Inbound inbound, Problem problem) {
        refusals.count(inbound.connector(), Reason.ofBody(problem));
        HttpAnswers.refuse(request, problem);
    }

    private void judge(
            HttpServerRequest request, Inbound inbound, boolean verified, Buffer buffer) {
        byte[] body = buffer.getBytes();
        if (Posts.isQuick(inbound.entry(), body.length)) {
            try {
                accept(request, inbound, events(request, inbound, verified, body));
            } catch (Refused | RuntimeException e) {
                failed(request, inbound, e);
            }
            return;
        }
        limits.workers()
                .executeBlocking(() -> events(request, inbound, verified, body), false)
                .onSuccess(events -> accept(request, inbound, events))
                .onFailure(e -> failed(request, inbound, e));
    }

    private List<Event> events(
            HttpServerRequest request, Inbound inbound, boolean verified, byte[] body)
            throws Refused {
        if (!verified) {
            posts.verify(inbound, request.headers(), body);
        }
        Problem compressed = HttpAnswers.compressed(request);
        if (compressed != null) {
            throw new Refused(Reason.MEDIA_TYPE, compressed);
        }
        return posts.events(inbound, request.headers(), body);
    }

    private void accept(HttpServerRequest request, Inbound inbound, List<Event> events) {
        Intake counted =
                all ->
                        intake.accept(all)
                                .whenComplete(
                                        (answers, problem) -> {
                                            if (problem != null) {
                                                refusals.count(
                                                        inbound.connector(), Reason.NOT_STORED);
                                            }
                                        });
        HttpAnswers.accept(counted, events, request);
    }

    private void failed(HttpServerRequest request, Inbound inbound, Throwable e) {
        if (e instanceof Refused refused) {
            refuse(request, inbound, refused, true);
        } else {
            HttpAnswers.bug(request.response(), e);
        }
    }

    private void refuse(
            HttpServerRequest request, Inbound inbound, Refused refused, boolean bodyRead) {
        refusals.count(inbound.connector(), refused.reason());
        Problem problem = refused.problem();
        HttpServerResponse response = request.response();
        if (problem.status() == 401) {
            response.putHeader(
                    "www-authenticate", Verifier.challenge(inbound.entry().verification()));
        } else if (problem.status() == 503) {
            response.putHeader("retry-after", "60");
        }
        if (bodyRead) {
            problem.send(response);
        } else {
            HttpAnswers.refuse(request, problem);
        }
    }
}
