package io.tidegate.sandbox;

import io.tidegate.event.Json;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Every third party at once: answers as an API with JSON would, remembers what it got, and breaks
 * when told to. Runs on the event loop and never blocks.
 */
final class ThirdParty implements Handler<RoutingContext> {
    /** Whose requests are always answered 500, until a replay has another address. */
    static final String REFUSED = "refused@";

    /** Whose requests are answered 503 once, then well. */
    static final String FLAKY = "flaky@";

    private final Vertx vertx;
    private final Receipts receipts;
    private final Breakages breakages;
    private final Clock clock;
    private final DoubleSupplier dice;

    ThirdParty(
            Vertx vertx, Receipts receipts, Breakages breakages, Clock clock, DoubleSupplier dice) {
        this.vertx = vertx;
        this.receipts = receipts;
        this.breakages = breakages;
        this.clock = clock;
        this.dice = dice;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Receipt got = receipt(request, context.body().buffer());
        Breakage broken = breakages.of(got.host());
        int status = broken.off() ? 0 : status(got, broken);
        if (broken.delay().isZero()) {
            answer(request, got, status);
        } else {
            vertx.setTimer(broken.delay().toMillis(), late -> answer(request, got, status));
        }
    }

    private Receipt receipt(
            HttpServerRequest request,
            io.vertx.core.buffer.@org.jspecify.annotations.Nullable Buffer body) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers()
                .forEach(
                        (name, value) ->
                                headers.merge(
                                        name.toLowerCase(Locale.ROOT),
                                        value,
                                        (a, b) -> a + ", " + b));
        headers.remove("host");
        headers.remove("content-length");
        String rest = request.uri().substring(Detour.PATH.length());
        int path = firstOf(rest, "/?");
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        return new Receipt(
                clock.instant(),
                request.method().name(),
                rest.substring(0, path),
                rest.substring(path),
                headers,
                bytes.length > Receipt.MAX_BODY ? Arrays.copyOf(bytes, Receipt.MAX_BODY) : bytes,
                receipts.seen(headers.get("idempotency-key")),
                0);
    }

    private static int firstOf(String text, String any) {
        for (int i = 0; i < text.length(); i++) {
            if (any.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private int status(Receipt got, Breakage broken) {
        if (dice.getAsDouble() < broken.share()) {
            return broken.status();
        }
        String about = got.text() + decoded(got.target());
        if (about.contains(REFUSED)) {
            return 500;
        }
        if (about.contains(FLAKY) && got.repeat() == 0) {
            return 503;
        }
        return switch (got.method()) {
            case "POST" -> 201;
            case "DELETE" -> 204;
            default -> 200;
        };
    }

    private static String decoded(String target) {
        try {
            return URLDecoder.decode(target, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return target;
        }
    }

    private void answer(HttpServerRequest request, Receipt got, int status) {
        receipts.add(
                new Receipt(
                        got.at(),
                        got.method(),
                        got.host(),
                        got.target(),
                        got.headers(),
                        got.body(),
                        got.repeat(),
                        status));
        if (status == 0) {
            request.connection().close();
            return;
        }
        if (request.response().closed()) {
            return;
        }
        request.response().setStatusCode(status);
        if (status == 204) {
            request.response().end();
            return;
        }
        request.response()
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(Json.write(body(got, status))));
    }

    private static Map<String, Object> body(Receipt got, int status) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (status >= 200 && status < 300 && got.text().startsWith("grant_type=")) {
            body.put("access_token", "sandbox-access-token");
            body.put("token_type", "Bearer");
            body.put("expires_in", 3_600);
        } else if (status >= 200 && status < 300) {
            body.put("id", id(got));
            body.put("object", got.method().equals("GET") ? "found" : "stored");
            yes(body);
        } else {
            body.put("error", "the sandbox's third party answers this with " + status);
        }
        return body;
    }

    /** What shipped destinations look for in the answer besides its status. */
    private static void yes(Map<String, Object> body) {
        body.put("ok", true);
        body.put("message", "success");
        body.put("results", List.of(Map.of("id", String.valueOf(body.get("id")))));
    }

    /** One id for one thing: its address where the request names it, its key where it is made. */
    private static String id(Receipt got) {
        String key = got.key();
        String of = got.method().equals("POST") && key != null ? got.host() + key : got.url();
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < of.length(); i++) {
            hash = (hash ^ of.charAt(i)) * 0x100000001b3L;
        }
        return String.format("%012x", hash & 0xffff_ffff_ffffL);
    }
}
