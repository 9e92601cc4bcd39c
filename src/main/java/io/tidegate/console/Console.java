package io.tidegate.console;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The console's files under {@code /console/}, for anyone: what they show is asked of the API. */
public final class Console {
    private static final String PREFIX = "/console/";
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
                    + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                    + "form-action 'self'; object-src 'none'";

    private final Assets assets = new Assets();
    private final Vertx vertx;

    public Console(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * What other parts put under {@code /console/} stands with the same policy, before or after it;
     * the other headers that a browser is to have are the web server's.
     */
    public void mount(Router router) {
        seen(router.route("/console")).handler(Console::home);
        seen(router.route("/")).last().handler(Console::home);
        router.route(PREFIX + "*").order(-1).handler(Console::guard);
        // one route: with two, the other's method makes 405 of what is not there
        seen(router.route(PREFIX + "*")).handler(this::serve);
    }

    private static Route seen(Route route) {
        return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private static void home(RoutingContext context) {
        if (context.request().path().equals(PREFIX)) {
            context.next(); // the router takes a last slash for none
            return;
        }
        context.response().setStatusCode(302).putHeader("Location", PREFIX).end();
    }

    private static void guard(RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", POLICY);
        context.next();
    }

    private void serve(RoutingContext context) {
        String path = context.request().path().substring(PREFIX.length());
        String name = path.isEmpty() ? "index.html" : path;
        if (!Assets.isName(name)) {
            context.next();
            return;
        }
        vertx.executeBlocking(() -> assets.find(name), false)
                .onSuccess(asset -> send(context, asset))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, @Nullable Asset asset) {
        if (asset == null) {
            context.next();
            return;
        }
        HttpServerResponse response =
                context.response()
                        .putHeader("ETag", asset.etag())
                        .putHeader("Cache-Control", "no-cache")
                        .putHeader("Vary", "Accept-Encoding");
        if (asset.etag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        String encodings = context.request().getHeader("Accept-Encoding");
        boolean zipped = encodings != null && encodings.contains("gzip");
        if (zipped) {
            response.putHeader("Content-Encoding", "gzip");
        }
        response.putHeader("Content-Type", asset.type()).end(asset.body(zipped));
    }
}
