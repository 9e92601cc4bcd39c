package io.tidegate.intake;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of bounded size in bounded time: 413 as soon as it is too long, 408 when it comes
 * too slowly.
 */
public final class BodyReader {
    public static final long MAX_MILLIS = 30_000;

    private final HttpServerRequest request;
    private final int limit;
    private final long millis;
    private final Buffer body = Buffer.buffer(2_048);
    private Consumer<Problem> refused;
    private @Nullable Room room;
    private long taken;
    private boolean done;
    private long timer = -1;

    /**
     * @param limit bytes
     * @param millis from the head to the body's end
     */
    public BodyReader(HttpServerRequest request, int limit, long millis) {
        this.request = request;
        this.refused = problem -> HttpAnswers.refuse(request, problem);
        this.limit = limit;
        this.millis = millis;
    }

    /** What is refused is answered by this. */
    public BodyReader otherwise(Consumer<Problem> answer) {
        refused = answer;
        return this;
    }

    /** What is read takes room there until the request is answered. */
    public BodyReader within(Room bodies) {
        room = bodies;
        request.response().endHandler(answered -> bodies.give(taken));
        return this;
    }

    /** To be called on the request's event loop, before anything of the body was read. */
    public void read(Consumer<Buffer> then) {
        String length = request.getHeader("content-length");
        if (length != null && length.length() > 9
                || length != null && Integer.parseInt(length) > limit) {
            refuse(
                    new Problem(
                            413,
                            "Too large",
                            "the body has " + length + " bytes, allowed are " + limit));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        request.handler(this::add);
        request.exceptionHandler(broken -> stop());
        request.endHandler(
                end -> {
                    if (stop()) {
                        then.accept(body);
                    }
                });
        Vertx.currentContext().runOnContext(later -> watch());
    }

    /** Most bodies are complete before this runs, and never need the timer. */
    private void watch() {
        if (!done) {
            Vertx vertx = Vertx.currentContext().owner();
            timer = vertx.setTimer(millis, late -> tooSlow());
        }
    }

    private void add(Buffer chunk) {
        if (done) {
            return;
        }
        if (body.length() + chunk.length() > limit) {
            refuse(
                    new Problem(
                            413,
                            "Too large",
                            "the body has more than the " + limit + " bytes allowed"));
            return;
        }
        if (room != null && !room.take(chunk.length())) {
            request.response().putHeader("retry-after", "1");
            refuse(
                    new Problem(
                            429,
                            "Too many posts",
                            "too much is being posted at once; nothing of this was stored, send it again"));
            return;
        }
        taken += chunk.length();
        body.appendBuffer(chunk);
    }

    private void tooSlow() {
        timer = -1;
        refuse(
                new Problem(
                        408,
                        "Too slow",
                        "the body was not complete " + millis + " ms after its head"));
    }

    private void refuse(Problem problem) {
        if (stop()) {
            refused.accept(problem);
        }
    }

    private boolean stop() {
        if (done) {
            return false;
        }
        done = true;
        if (timer >= 0) {
            Vertx.currentContext().owner().cancelTimer(timer);
        }
        return true;
    }
}
