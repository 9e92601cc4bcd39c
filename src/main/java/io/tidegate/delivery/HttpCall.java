package io.tidegate.delivery;

import io.netty.channel.ConnectTimeoutException;
import io.tidegate.delivery.Reply.Answered;
import io.tidegate.delivery.Reply.NeverSent;
import io.tidegate.delivery.Reply.Unanswered;
import io.tidegate.fault.FaultPoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on the wire, confined to one event loop; ends with one reply. */
final class HttpCall {
    private final Line line;
    private final Consumer<Reply> then;
    private final Buffer body = Buffer.buffer();
    private boolean done;
    private boolean sent;
    private long timer = -1;
    private @Nullable HttpClientRequest wire;

    /** The connections to use, and how long an answer may take. */
    record Line(HttpSender.Network network, HttpClient client, long responseMillis) {}

    HttpCall(Line line, Consumer<Reply> then) {
        this.line = line;
        this.then = then;
    }

    void begin(OutboundRequest request, Address address) {
        String host = address.origin().host();
        InetAddress recent = line.network.guard().recent(host);
        if (recent != null) {
            connect(request, address, recent);
            return;
        }
        line.network
                .vertx()
                .<InetAddress>executeBlocking(() -> line.network.guard().check(host), false)
                .onComplete(
                        checked -> {
                            if (checked.succeeded()) {
                                connect(request, address, checked.result());
                            } else {
                                end(new NeverSent(message(checked.cause())));
                            }
                        });
    }

    private void connect(OutboundRequest request, Address address, InetAddress checked) {
        timer = line.network.vertx().setTimer(line.responseMillis, id -> timedOut());
        Origin origin = address.origin();
        SocketAddress server =
                SocketAddress.inetSocketAddress(origin.port(), checked.getHostAddress());
        line.client
                .request(
                        new RequestOptions()
                                .setMethod(HttpMethod.valueOf(request.method()))
                                .setServer(server)
                                .setHost(origin.host())
                                .setPort(origin.port())
                                .setSsl(origin.tls())
                                .setURI(address.pathAndQuery())
                                .setFollowRedirects(false))
                .onComplete(
                        opened -> {
                            if (opened.succeeded()) {
                                write(request, opened.result());
                            } else {
                                end(new NeverSent(reason(opened.cause(), origin)));
                            }
                        });
    }

    private void write(OutboundRequest request, HttpClientRequest opened) {
        if (done) {
            opened.reset();
            return;
        }
        if (!line.network.maySend().getAsBoolean()) {
            opened.reset();
            end(
                    new NeverSent(
                            "this node could not be heard by the others for so long that they may have taken the"
                                    + " delivery over; nothing was sent"));
            return;
        }
        wire = opened;
        try {
            request.headers().forEach(opened::putHeader);
        } catch (IllegalArgumentException e) {
            opened.reset();
            end(new NeverSent("a header cannot be sent: " + e.getMessage()));
            return;
        }
        opened.exceptionHandler(this::broke);
        opened.response()
                .onComplete(
                        answered -> {
                            if (answered.succeeded()) {
                                read(answered.result());
                            } else {
                                broke(answered.cause());
                            }
                        });
        FaultPoint.BEFORE_SEND.hit();
        sent = true;
        Buffer content = request.body() == null ? Buffer.buffer() : Buffer.buffer(request.body());
        opened.end(content).onSuccess(written -> FaultPoint.AFTER_SEND.hit());
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(this::broke);
        response.handler(
                chunk -> {
                    if (done) {
                        return;
                    }
                    int room = HttpSender.MAX_BODY - body.length();
                    body.appendBuffer(chunk, 0, Math.min(chunk.length(), room));
                    if (chunk.length() > room) {
                        // its status says all: an endless or inflated rest must not undo a 2xx
                        end(answer(response));
                        response.request().reset();
                    }
                });
        response.endHandler(end -> end(answer(response)));
    }

    private Answered answer(HttpClientResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .forEach(
                        (name, value) ->
                                headers.merge(
                                        name.toLowerCase(Locale.ROOT),
                                        value,
                                        (a, b) -> a + ", " + b));
        return new Answered(response.statusCode(), headers, body.getBytes());
    }

    /** The end comes before the reset, which reports itself as a broken connection. */
    private void timedOut() {
        timer = -1;
        end(
                sent
                        ? new Unanswered(
                                "no complete answer within " + line.responseMillis + " ms", true)
                        : new NeverSent(
                                "no connection was free within " + line.responseMillis + " ms"));
        if (wire != null) {
            wire.reset();
        }
    }

    private void broke(Throwable cause) {
        end(
                new Unanswered(
                        "the connection broke before the answer was complete: " + message(cause),
                        false));
    }

    void end(Reply reply) {
        if (done) {
            return;
        }
        done = true;
        if (timer >= 0) {
            line.network.vertx().cancelTimer(timer);
        }
        then.accept(reply);
    }

    private static String reason(Throwable cause, Origin origin) {
        return "no connection to "
                + origin
                + (cause instanceof ConnectTimeoutException ? " in time: " : ": ")
                + message(cause);
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
