package io.tidegate.intake;

import io.tidegate.event.Event;
import io.tidegate.event.InvalidEvent;
import io.tidegate.intake.Intake.Answer;
import io.tidegate.intake.Intake.NotStored;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every door answers what was posted to it. */
public final class HttpAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);
    private static final long LINGER_MILLIS = 2_000;

    private HttpAnswers() {}

    /**
     * Stores the events, in the trace that the request's headers say, and answers after the commit,
     * 202, 429 or 503; to be called on the request's event loop.
     */
    public static void accept(Intake intake, List<Event> events, HttpServerRequest request) {
        Context context = Vertx.currentContext();
        HttpServerResponse response = request.response();
        intake.accept(Traced.in(request.headers(), events))
                .whenComplete(
                        (answers, problem) ->
                                context.runOnContext(go -> stored(response, answers, problem)));
    }

    private static void stored(
            HttpServerResponse response,
            @Nullable List<Answer> answers,
            @Nullable Throwable problem) {
        if (response.closed()) {
            return;
        }
        if (answers != null) {
            response.setStatusCode(202)
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(AcceptedJson.write(answers)));
            return;
        }
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause instanceof NotStored notStored) {
            notStored(response, notStored);
        } else {
            bug(response, cause);
        }
    }

    private static void notStored(HttpServerResponse response, NotStored why) {
        response.putHeader("retry-after", why.isBusy() ? "1" : "5");
        new Problem(
                        why.isBusy() ? 429 : 503,
                        why.isBusy() ? "Too many events" : "Cannot be stored",
                        why.getMessage() + "; nothing of this was stored, send it again")
                .send(response);
    }

    /** What was sent is no event that is taken. */
    public static Problem of(InvalidEvent e) {
        int status =
                switch (e.kind()) {
                    case NOT_AN_EVENT -> 400;
                    case REFUSED -> 422;
                    case TOO_LARGE -> 413;
                };
        return new Problem(status, "Not accepted", e.detail(), e.pointer());
    }

    /** A body that is compressed, which none may be; null: it is not. */
    public static @Nullable Problem compressed(HttpServerRequest request) {
        String coding = request.getHeader("content-encoding");
        if (coding == null || coding.equalsIgnoreCase("identity")) {
            return null;
        }
        request.response().putHeader("accept-encoding", "identity");
        return new Problem(
                415,
                "Unsupported media type",
                "events come uncompressed, seen: content-encoding " + coding);
    }

    /** Something that we did not foresee. */
    public static void bug(HttpServerResponse response, @Nullable Throwable cause) {
        LOG.error("a bug: events could not be accepted", cause);
        new Problem(
                        500,
                        "Internal error",
                        "this is a fault of Tidegate; nothing of this was stored")
                .send(response);
    }

    /**
     * Answers before the body is read. What still comes is thrown away, then the connection is
     * closed; not at once, or a sender in the middle of its body would lose the answer.
     */
    public static void refuse(HttpServerRequest request, Problem problem) {
        request.response().putHeader("connection", "close");
        problem.send(request.response());
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        request.handler(rest -> {});
        request.endHandler(end -> connection.close());
        request.resume();
        Vertx.currentContext().owner().setTimer(LINGER_MILLIS, late -> connection.close());
    }
}
