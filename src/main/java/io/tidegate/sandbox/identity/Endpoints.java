package io.tidegate.sandbox.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API's addresses: each call is checked on the event loop and carried out on the store's. */
final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final int MAX_BODY = 1024 * 1024;

    private final SqlStore store;
    private final Access access;
    private final Rate calls;
    private final Rate searches;
    private final Runnable changed;

    /**
     * @param changed is told after each commit
     */
    Endpoints(
            SqlStore store, Credentials credentials, Limits limits, Clock clock, Runnable changed) {
        this.store = store;
        this.access = new Access(credentials, clock);
        this.calls = new Rate(limits.calls(), clock);
        this.searches = new Rate(limits.searches(), clock);
        this.changed = changed;
    }

    void mount(Router router, String prefix) {
        router.route(prefix + "/identity*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        Below api = new Below(router, prefix + "/identity/v2/manage", calls);
        accounts(api);
        contacts(api);
        roles(api);
        objects(api);
        Below directory = new Below(router, prefix, searches);
        directory.add(HttpMethod.POST, "/identity", DirectoryCalls::first);
        directory.add(HttpMethod.GET, "/identity", DirectoryCalls::next);
    }

    private static void accounts(Below api) {
        api.add(HttpMethod.POST, "/account", AccountCalls::create);
        api.add(HttpMethod.GET, "/account", AccountCalls::byKey);
        api.add(HttpMethod.DELETE, "/account", AccountCalls::deleteByEmail);
        api.add(HttpMethod.GET, "/account/identities", AccountCalls::identities);
        api.add(HttpMethod.PUT, "/account/uid", AccountCalls::changeUid);
        api.add(HttpMethod.GET, "/account/:uid", AccountCalls::byUid);
        api.add(HttpMethod.PUT, "/account/:uid", AccountCalls::update);
        api.add(HttpMethod.DELETE, "/account/:uid", AccountCalls::delete);
    }

    private static void contacts(Below api) {
        api.add(HttpMethod.POST, "/account/verify/token", ContactCalls::verificationToken);
        api.add(HttpMethod.POST, "/account/forgot/token", ContactCalls::forgotToken);
        api.add(HttpMethod.PUT, "/account/:uid/email", ContactCalls::upsertEmail);
        api.add(HttpMethod.DELETE, "/account/:uid/email", ContactCalls::removeEmail);
        api.add(HttpMethod.GET, "/account/:uid/password", ContactCalls::passwordHash);
        api.add(HttpMethod.PUT, "/account/:uid/password", ContactCalls::setPassword);
        api.add(HttpMethod.PUT, "/account/:uid/phoneid", ContactCalls::setPhone);
        api.add(HttpMethod.PUT, "/account/:uid/invalidateemail", ContactCalls::invalidateEmail);
        api.add(HttpMethod.PUT, "/account/:uid/invalidatephone", ContactCalls::invalidatePhone);
    }

    private static void roles(Below api) {
        api.add(HttpMethod.GET, "/role", RoleCalls::catalogue);
        api.add(HttpMethod.POST, "/role", RoleCalls::create);
        api.add(HttpMethod.DELETE, "/role/:role", RoleCalls::remove);
        api.add(HttpMethod.PUT, "/role/:role/permission", RoleCalls::addPermissions);
        api.add(HttpMethod.DELETE, "/role/:role/permission", RoleCalls::removePermissions);
        api.add(HttpMethod.GET, "/account/:uid/role", RoleCalls::of);
        api.add(HttpMethod.PUT, "/account/:uid/role", RoleCalls::assign);
        api.add(HttpMethod.DELETE, "/account/:uid/role", RoleCalls::unassign);
        api.add(HttpMethod.GET, "/account/roleContext/:context", RoleContextCalls::members);
        String context = "/account/:uid/rolecontext";
        api.add(HttpMethod.GET, context, RoleContextCalls::of);
        api.add(HttpMethod.PUT, context, RoleContextCalls::upsert);
        api.add(HttpMethod.DELETE, context + "/:context", RoleContextCalls::remove);
        api.add(HttpMethod.DELETE, context + "/:context/role", RoleContextCalls::removeRoles);
        api.add(
                HttpMethod.DELETE,
                context + "/:context/additionalpermission",
                RoleContextCalls::removePermissions);
    }

    private static void objects(Below api) {
        String objects = "/account/:uid/customobject";
        api.add(HttpMethod.GET, objects, ObjectCalls::all);
        api.add(HttpMethod.POST, objects, ObjectCalls::create);
        api.add(HttpMethod.GET, objects + "/:record", ObjectCalls::one);
        api.add(HttpMethod.PUT, objects + "/:record", ObjectCalls::update);
        api.add(HttpMethod.DELETE, objects + "/:record", ObjectCalls::delete);
    }

    /** Adds endpoints below one path, with one rate. */
    private final class Below {
        private final Router router;
        private final String path;
        private final Rate rate;

        Below(Router router, String path, Rate rate) {
            this.router = router;
            this.path = path;
            this.rate = rate;
        }

        void add(HttpMethod method, String rest, Operation operation) {
            router.route(method, path + rest).handler(call -> handle(call, rate, operation));
        }
    }

    private void handle(RoutingContext context, Rate rate, Operation operation) {
        Call call;
        try {
            Buffer buffer = context.body().buffer();
            byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
            access.check(context.request(), body);
            rate.take();
            call = call(context, body);
        } catch (Refused refused) {
            answer(context, refused.status(), refused.json());
            return;
        }
        Context loop = Vertx.currentContext();
        var unused =
                store.run(tables -> operation.run(tables, call))
                        .whenComplete(
                                (result, failure) ->
                                        loop.runOnContext(
                                                then -> end(context, call, result, failure)));
    }

    private void end(
            RoutingContext context,
            Call call,
            @Nullable Object result,
            @Nullable Throwable failure) {
        Throwable why =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        try {
            if (why == null && result != null) {
                changed.run();
                String fields = call.given("fields");
                answer(context, 200, fields == null ? result : Projection.of(result, fields));
                return;
            }
        } catch (Refused fields) {
            why = fields;
        }
        if (why instanceof Refused refused) {
            answer(context, refused.status(), refused.json());
        } else {
            LOG.error("a bug: {} failed", context.request().path(), why);
            context.fail(500);
        }
    }

    private static Call call(RoutingContext context, byte[] body) {
        HttpServerRequest request = context.request();
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.queryParams().forEach(one -> parameters.put(one.getKey(), one.getValue()));
        context.pathParams().forEach(parameters::put);
        String silent = request.getHeader("X-PreventWebhook");
        boolean quiet =
                "true"
                        .equalsIgnoreCase(
                                silent != null ? silent : parameters.get("prevent_webhook"));
        return new Call(parameters, json(body), quiet, request.getHeader("Referer"));
    }

    private static Map<String, @Nullable Object> json(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            Object json = Json.parse(body);
            if (json instanceof Map) {
                return As.map(json);
            }
        } catch (InvalidJson e) {
            throw Refused.bad(1090, "The body is not valid", String.valueOf(e.getMessage()));
        }
        throw Refused.bad(1090, "The body is not valid", "it is to be a JSON object");
    }

    private static void answer(RoutingContext context, int status, Object body) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json; charset=utf-8")
                .putHeader("x-content-type-options", "nosniff")
                .end(Buffer.buffer(Json.write(body)));
    }
}
