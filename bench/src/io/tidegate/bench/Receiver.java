package io.tidegate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The third party: answers every POST with 200 at once and counts requests, bytes and distinct
 * events. {@code GET /count} tells what came since {@code GET /reset}. All of it runs on one event
 * loop, so nothing here is shared.
 */
final class Receiver {
    private static final byte[] MARK = Work.ID.getBytes(StandardCharsets.US_ASCII);

    private BitSet seen = new BitSet();
    private long posts;
    private long bytes;
    private long strange;
    private long firstNanos;
    private long lastNanos;

    public static void main(String[] args) {
        Parent.endWithIt();
        Receiver receiver = new Receiver();
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(receiver::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("port=" + server.actualPort()))
                .onFailure(Receiver::end);
    }

    private static void end(Throwable cause) {
        cause.printStackTrace();
        System.exit(1);
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            request.body().onSuccess(this::receive);
        } else if (request.path().equals("/reset")) {
            reset();
        }
        request.response().end(request.path().equals("/count") ? count() : "");
    }

    private void receive(Buffer body) {
        lastNanos = System.nanoTime();
        firstNanos = posts == 0 ? lastNanos : firstNanos;
        posts++;
        bytes += body.length();
        int number = numberIn(body);
        if (number < 0) {
            strange++;
        } else {
            seen.set(number);
        }
    }

    /** The event's number, or -1 where the mapped body does not carry one. */
    private static int numberIn(Buffer body) {
        byte[] text = body.getBytes();
        for (int at = 0; at + MARK.length + Work.DIGITS <= text.length; at++) {
            if (text[at] == MARK[0]
                    && text[at + 1] == MARK[1]
                    && text[at + 2] == MARK[2]
                    && text[at + 3] == MARK[3]) {
                return Integer.parseInt(
                        new String(text, at + MARK.length, Work.DIGITS, StandardCharsets.US_ASCII));
            }
        }
        return -1;
    }

    private void reset() {
        seen = new BitSet();
        posts = 0;
        bytes = 0;
        strange = 0;
        firstNanos = 0;
        lastNanos = 0;
    }

    private String count() {
        return "posts="
                + posts
                + " unique="
                + seen.cardinality()
                + " bytes="
                + bytes
                + " strange="
                + strange
                + " nanos="
                + (lastNanos - firstNanos);
    }
}
