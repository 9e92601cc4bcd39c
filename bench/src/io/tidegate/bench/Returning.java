package io.tidegate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * The third party of the {@link Parked} events. It answers every POST with 503 until {@code GET
 * /live}; from then on with 200, and watches whether the events of each subject come in order, with
 * none left out and none twice. {@code GET /count} tells what came. All of it runs on one event
 * loop.
 */
final class Returning {
    private final Parked parked;
    private final int[] lastOfGroup;
    private final Arrivals even = new Arrivals();
    private final Arrivals odd = new Arrivals();
    private boolean lives;
    private long refused;
    private long wrong;
    private long later;

    /** Of one connector. */
    private static final class Arrivals {
        private long count;
        private long firstNanos;
        private long lastNanos;

        void add(long now) {
            firstNanos = count++ == 0 ? now : firstNanos;
            lastNanos = now;
        }

        String shown(String name) {
            return " " + name + "=" + count + " " + name + "-nanos=" + (lastNanos - firstNanos);
        }
    }

    private Returning(Parked parked) {
        this.parked = parked;
        this.lastOfGroup = new int[parked.groups()];
    }

    /** Its argument is how many events there are. */
    public static void main(String[] args) {
        Parent.endWithIt();
        Returning returning = new Returning(new Parked(Integer.parseInt(args[0]), 0));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(returning::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("port=" + server.actualPort()))
                .onFailure(Receiver::end);
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            if (lives) {
                request.body().onSuccess(this::receive);
            } else {
                refused++;
            }
            request.response().setStatusCode(lives ? 200 : 503).end();
            return;
        }
        lives |= request.path().equals("/live");
        request.response().end(request.path().equals("/count") ? count() : "");
    }

    private void receive(Buffer body) {
        int number = Receiver.numberIn(body);
        if (number < 1 || number > parked.events()) {
            wrong++;
            return;
        }
        (number % 2 == 0 ? even : odd).add(System.nanoTime());
        if (number % 2 == 1) {
            int group = parked.group(number);
            int last = lastOfGroup[group];
            int expected = last == 0 ? parked.first(group) : last + parked.step();
            wrong += number == expected ? 0 : 1;
            later += last == 0 ? 0 : 1;
            lastOfGroup[group] = number;
        }
    }

    private String count() {
        return "refused="
                + refused
                + " wrong="
                + wrong
                + " later="
                + later
                + even.shown("even")
                + odd.shown("odd");
    }
}
