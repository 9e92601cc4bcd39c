package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.AccessRefused;
import io.tidegate.access.Arrival;
import io.tidegate.access.AuditEntry;
import io.tidegate.access.AuditLog;
import io.tidegate.access.Person;
import io.tidegate.access.Session;
import io.tidegate.access.Sessions.Started;
import io.tidegate.access.Visit;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.journal.JournalUnavailable;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors of the console on a Vert.x router: what is asked by who is not signed in yet. */
public final class SignInMount {
    private static final Logger LOG = LoggerFactory.getLogger(SignInMount.class);
    private static final int MAX_BODY = 16 << 10;
    private static final int THREADS = 4;
    private static final int MAX_WAITING = 100;
    private static final String SESSION = "/console/session";

    private final Access access;
    private final Visits visits;
    private final AuditLog audit;
    private final @Nullable ProviderMount provider;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();

    /** What is done at a door; waits. */
    private interface Work {
        Answer answer(Ask ask);
    }

    /**
     * Somebody at the door, with what they say.
     *
     * @param kept in the browser by the provider's door; null: nothing
     */
    private record Ask(Arrival arrival, Map<?, ?> body, @Nullable String kept) {
        Visit visit() {
            return arrival.visit();
        }

        String text(String name) {
            if (body.get(name) instanceof String text) {
                return text;
            }
            throw Refusal.of(422, "/" + name, "the body needs the text \"" + name + "\"");
        }
    }

    /**
     * @param provider the organisation's; null: people sign in by password alone
     */
    public SignInMount(
            Vertx vertx,
            Access access,
            Visits visits,
            AuditLog audit,
            @Nullable ProviderMount provider) {
        this.provider = provider;
        this.access = access;
        this.visits = visits;
        this.audit = audit;
        this.workers = vertx.createSharedWorkerExecutor("sign-in", THREADS);
    }

    /** Puts the doors under {@code /console}. */
    public void mount(Router router) {
        router.get(SESSION).handler(context -> answer(context, this::signedIn));
        change(router, HttpMethod.DELETE, SESSION, context -> answer(context, this::signOut));
        door(router, SESSION, this::signIn);
        door(router, "/console/setup", this::setUp);
        door(router, "/console/invitation", this::accept);
        if (provider != null) {
            provider.mount(router);
        }
    }

    private void door(Router router, String path, Work work) {
        change(router, HttpMethod.POST, path, context -> enter(context, work));
    }

    /** A route for each step: a body handler must not stand behind another of its route. */
    private static void change(
            Router router, HttpMethod method, String path, Handler<RoutingContext> work) {
        router.route(method, path).handler(SignInMount::refuseOtherSites);
        router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        router.route(method, path).handler(work);
        router.route(method, path).failureHandler(SignInMount::fail);
    }

    private static void refuseOtherSites(RoutingContext context) {
        String objection = SameSite.objection(context.request());
        if (objection == null) {
            context.request().headers().remove("Content-Type"); // nothing but JSON is read
            context.next();
        } else {
            context.response().putHeader("Connection", "close");
            send(context, new Refusal(403, objection).answer());
        }
    }

    /** Passwords cost time: who is signed in already does not wait behind those who try. */
    private void enter(RoutingContext context, Work work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            send(
                    context,
                    Refusal.withHeader(429, "too many sign in at this moment", "Retry-After", "2")
                            .answer());
            return;
        }
        Callable<Answer> call = call(context, work);
        workers.executeBlocking(call, false)
                .onComplete(done -> waiting.decrementAndGet())
                .onSuccess(answer -> send(context, answer))
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, Work work) {
        context.vertx()
                .executeBlocking(call(context, work), false)
                .onSuccess(answer -> send(context, answer))
                .onFailure(context::fail);
    }

    private Callable<Answer> call(RoutingContext context, Work work) {
        Unread.isRead(context);
        Visit visit = visits.of(context.request());
        Arrival arrival = new Arrival(visit, SessionCookie.read(context.request(), visit));
        String kept = ProviderCookie.read(context.request(), visit);
        Buffer body = context.body() == null ? null : context.body().buffer();
        return () -> call(arrival, body, kept, work);
    }

    private static Answer call(
            Arrival arrival, @Nullable Buffer body, @Nullable String kept, Work work) {
        try {
            return work.answer(new Ask(arrival, object(body), kept));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (AccessRefused refused) {
            return AccessResources.refusal(refused).answer();
        } catch (JournalUnavailable e) {
            LOG.warn("a sign-in is answered 503: {}", e.getMessage());
            return new Refusal(
                            503,
                            "the journal cannot be reached or written; it is tried again by itself")
                    .answer();
        }
    }

    /** Without the parser's words, which may quote a password. */
    private static Map<?, ?> object(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            return Map.of();
        }
        try {
            if (Json.parse(body.getBytes()) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (InvalidJson e) {
            // the same answer
        }
        throw Refusal.of(400, "", "the body must be a JSON object");
    }

    private Answer signedIn(Ask ask) {
        String cookie = ask.arrival().cookie();
        var seen = cookie == null ? null : access.sessions().see(cookie).orElse(null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("signedIn", seen == null ? null : json(seen.person(), seen.session()));
        json.put("setup", seen == null && access.doors().isNew());
        Map<String, @Nullable Object> oidc = provider == null ? null : provider.shown(ask.kept());
        json.put("oidc", oidc);
        String renewed = seen == null ? null : seen.renewed();
        if (renewed != null) {
            return withCookie(Answer.ok(json), SessionCookie.set(renewed, ask.visit()));
        }
        return oidc == null || oidc.get("problem") == null
                ? Answer.ok(json)
                : withCookie(Answer.ok(json), ProviderCookie.clear(ask.visit())); // shown once
    }

    private Answer signIn(Ask ask) {
        String name = ask.text("name");
        String password = ask.text("password");
        return enter(name, ask, () -> access.doors().signIn(name, password, ask.arrival()));
    }

    private Answer signOut(Ask ask) {
        String cookie = ask.arrival().cookie();
        if (cookie != null) {
            access.sessions()
                    .see(cookie)
                    .ifPresent(seen -> record(seen.person().name(), "session.end", null, ask));
            access.sessions().end(cookie);
        }
        return withCookie(new Answer(204, Map.of(), new byte[0]), SessionCookie.clear(ask.visit()));
    }

    private Answer setUp(Ask ask) {
        String token = ask.text("token");
        String name = ask.text("name");
        String password = ask.text("password");
        return link(
                () ->
                        enter(
                                name,
                                ask,
                                () -> access.doors().setUp(token, name, password, ask.arrival())));
    }

    private Answer accept(Ask ask) {
        String token = ask.text("token");
        String password = ask.text("password");
        return link(
                () ->
                        enter(
                                "an invitation",
                                ask,
                                () -> access.doors().accept(token, password, ask.arrival())));
    }

    /** A link that is not good is no wrong password: who has another session keeps it. */
    private static Answer link(Supplier<Answer> use) {
        try {
            return use.get();
        } catch (AccessRefused refused) {
            if (refused.why() == AccessRefused.Why.WRONG) {
                throw new Refusal(403, String.valueOf(refused.getMessage()));
            }
            throw refused;
        }
    }

    /** What is refused for being too often is not recorded: that would fill the log. */
    private Answer enter(String name, Ask ask, Supplier<Started> door) {
        try {
            Started started = door.get();
            record(
                    started.person().name(),
                    "session.start",
                    Map.of("role", started.person().role().word(), "by", started.session().by()),
                    ask);
            return started(started, ask);
        } catch (AccessRefused refused) {
            if (refused.why() == AccessRefused.Why.WRONG) {
                access.doors().leftOut().ifPresent(before -> refused(name, before, ask));
            }
            throw refused;
        }
    }

    private void refused(String name, long leftOut, Ask ask) {
        Object after = leftOut == 0 ? null : Map.of("moreThatWereNotRecorded", leftOut);
        record(name, "session.refused", after, ask);
    }

    private void record(String who, String action, @Nullable Object after, Ask ask) {
        audit.write(new AuditEntry(who, action, who, null, after, ask.visit().address()));
    }

    private static Answer started(Started started, Ask ask) {
        return withCookie(
                Answer.ok(json(started.person(), started.session())),
                SessionCookie.set(started.cookie(), ask.visit()));
    }

    private static Map<String, @Nullable Object> json(Person person, Session session) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", person.name());
        json.put("role", person.role().word());
        json.put("expiresAt", Bodies.time(session.expiresAt()));
        return json;
    }

    private static Answer withCookie(Answer answer, String line) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Set-Cookie", line);
        return new Answer(answer.status(), headers, answer.body());
    }

    private static void fail(RoutingContext context) {
        Refusal refusal = Unread.refusal(context, MAX_BODY);
        if (refusal != null) {
            send(context, refusal.answer());
        }
    }

    private static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(answer.body()));
    }
}
