package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;

/** The addresses where people look at accounts. */
final class AccountPages {
    private static final int MOST = 200;

    private final SqlStore store;
    private final String prefix;
    private final AccountsPage page;

    AccountPages(SqlStore store, String prefix) {
        this.store = store;
        this.prefix = prefix;
        this.page = new AccountsPage(prefix);
    }

    void mount(Router router) {
        Function<Tables, String> list = tables -> page.list(tables.accounts().latest(MOST));
        router.get(prefix).handler(context -> send(context, "text/html", list));
        router.get(prefix + "/").handler(context -> send(context, "text/html", list));
        router.get(prefix + "/accounts.json")
                .handler(context -> send(context, "application/json", AccountPages::json));
        router.get(prefix + "/account").handler(this::one);
    }

    private void one(RoutingContext context) {
        String uid = context.queryParams().contains("uid") ? context.queryParams().get("uid") : "";
        send(
                context,
                "text/html",
                tables ->
                        page.one(
                                uid,
                                tables.accounts().byUid(uid),
                                tables.outbox().latest(uid, MOST)));
    }

    private static String json(Tables tables) {
        return Json.text(
                Map.of(
                        "items",
                        tables.accounts().latest(MOST).stream().map(AccountsPage::shown).toList()));
    }

    private void send(RoutingContext context, String type, Function<Tables, String> text) {
        Context loop = Vertx.currentContext();
        var unused =
                store.run(text)
                        .whenComplete(
                                (body, failure) ->
                                        loop.runOnContext(
                                                then -> {
                                                    if (failure != null) {
                                                        context.fail(500, failure);
                                                    } else {
                                                        end(context, type, body);
                                                    }
                                                }));
    }

    private static void end(RoutingContext context, String type, String body) {
        context.response()
                .putHeader("content-type", type + "; charset=utf-8")
                .putHeader(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
                .putHeader("x-content-type-options", "nosniff")
                .end(body);
    }
}
