package io.tidegate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The third party: answers every POST with 200 at once and counts requests, bytes and distinct
 * events. {@code GET /count} tells what came since {@code GET /reset}. That takes {@code
 * ?from=NUMBER&start=NANOS&rate=N} of events that are sent at a rate: then it also tells how long
 * after its time each came. All of it runs on one event loop, so nothing here is shared.
 */
final class Receiver {
    private static final byte[] MARK = Work.ID.getBytes(StandardCharsets.US_ASCII);

    private BitSet seen = new BitSet();
    private long posts;
    private long bytes;
    private long strange;
    private long firstNanos;
    private long lastNanos;
    private @Nullable Schedule schedule;
    private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);

    /** When each event was meant to leave; start is a value of {@link System#nanoTime}. */
    private record Schedule(long from, long start, long rate) {
        long due(long number) {
            return start + (number - from) * 1_000_000_000L / rate;
        }
    }

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

    static void end(Throwable cause) {
        cause.printStackTrace();
        System.exit(1);
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            request.body().onSuccess(this::receive);
        } else if (request.path().equals("/reset")) {
            reset();
            schedule = schedule(request);
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
            time(number);
        }
    }

    private void time(int number) {
        if (schedule != null) {
            long late = Math.max(0, lastNanos - schedule.due(number)) / 1_000;
            micros.recordValue(Math.min(late, micros.getHighestTrackableValue()));
        }
    }

    private static @Nullable Schedule schedule(HttpServerRequest request) {
        return request.getParam("rate") == null
                ? null
                : new Schedule(
                        Long.parseLong(request.getParam("from")),
                        Long.parseLong(request.getParam("start")),
                        Long.parseLong(request.getParam("rate")));
    }

    /** The event's number, or -1 where the mapped body does not carry one. */
    static int numberIn(Buffer body) {
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
        micros.reset();
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
                + (lastNanos - firstNanos)
                + " last="
                + lastNanos
                + " p50="
                + micros.getValueAtPercentile(50)
                + " p99="
                + micros.getValueAtPercentile(99);
    }
}
