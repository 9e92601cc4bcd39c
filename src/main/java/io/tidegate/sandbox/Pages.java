package io.tidegate.sandbox;

import io.tidegate.event.Json;
import io.tidegate.intake.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sandbox's addresses below {@code /sandbox}. */
final class Pages {
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final Receipts receipts;
    private final Breakages breakages;

    Pages(Receipts receipts, Breakages breakages) {
        this.receipts = receipts;
        this.breakages = breakages;
    }

    void mount(Router router, ThirdParty thirdParty) {
        router.route(Detour.PATH + "*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(thirdParty);
        router.get("/sandbox").handler(this::page);
        router.get("/sandbox/").handler(this::page);
        router.get("/sandbox/requests").handler(this::requests);
        router.route("/sandbox/break").handler(this::breakIt);
        router.route("/sandbox/mend").handler(this::mend);
    }

    private void page(RoutingContext context) {
        context.response()
                .putHeader("content-type", "text/html; charset=utf-8")
                .putHeader(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
                .putHeader("x-content-type-options", "nosniff")
                .end(Page.of(receipts.last(), breakages.all()));
    }

    private void requests(RoutingContext context) {
        json(context, Map.of("items", receipts.last().stream().map(Receipt::json).toList()));
    }

    private void breakIt(RoutingContext context) {
        MultiMap words = context.queryParams();
        try {
            Breakage breakage = Breakage.parse(words);
            if (!words.isEmpty()) {
                breakages.put(host(words), breakage);
            }
            state(context);
        } catch (IllegalArgumentException e) {
            new Problem(400, "Not broken", e.getMessage() + "; nothing changed")
                    .send(context.response());
        }
    }

    private void mend(RoutingContext context) {
        breakages.mend(host(context.queryParams()));
        state(context);
    }

    private static String host(MultiMap words) {
        String host = words.get("host");
        return host == null || host.isBlank() ? Breakages.ALL : host;
    }

    private void state(RoutingContext context) {
        Map<String, Object> broken = new LinkedHashMap<>();
        breakages.all().forEach((host, how) -> broken.put(host, how.json()));
        json(context, Map.of("broken", broken));
    }

    private static void json(RoutingContext context, Map<String, ?> body) {
        context.response()
                .putHeader("content-type", "application/json")
                .putHeader("x-content-type-options", "nosniff")
                .end(Buffer.buffer(Json.write(body)));
    }
}
