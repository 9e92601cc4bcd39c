package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.AccessRefused;
import io.tidegate.access.Arrival;
import io.tidegate.access.AuditLog;
import io.tidegate.access.Sessions.Started;
import io.tidegate.access.Visit;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.oidc.NotVouched;
import io.tidegate.oidc.ProviderSignIn;
import io.tidegate.oidc.ProviderSignIn.Begin;
import io.tidegate.oidc.ProviderSignIn.Coming;
import io.tidegate.oidc.ProviderSignIn.Finish;
import io.tidegate.security.Seal;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of people whom the organisation's provider knows: {@code /console/oidc} leads to the
 * provider, which leads back to {@code /console/oidc/callback}, and that into the console.
 */
public final class ProviderMount {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderMount.class);
    private static final String BEGIN = "/console/oidc";
    private static final String CALLBACK = BEGIN + "/callback";
    private static final String SIGN_IN_PAGE = "/console/#/sign-in";
    private static final String NOTICE = "oidc-notice";
    private static final int NOTICE_SECONDS = 120;
    private static final int LONGEST_NOTICE = 1_500;
    private static final Pattern PLACE = Pattern.compile("/[\\x21-\\x7e&&[^#]]{0,500}");

    /** Of their own: a provider that is slow keeps nobody from signing in by password. */
    private static final int THREADS = 4;

    private static final int MAX_WAITING = 50;

    private final ProviderEntry entry;
    private final Visits visits;
    private final Provided provided;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * The provider.
     *
     * @param title what the button that leads there says
     * @param origin where browsers reach the console, such as {@code https://tidegate.example.com};
     *     known once the server listens. No request says it: its headers are anybody's
     * @param seal for cookies
     */
    public record Provided(
            ProviderSignIn signIn, String title, Supplier<String> origin, Seal seal) {

        URI redirect() {
            return URI.create(origin.get() + CALLBACK);
        }
    }

    /** Where a browser goes, and with which cookies. */
    private record Going(String location, List<String> cookies) {}

    private interface Work {
        Going where(RoutingContext context, Visited visited);
    }

    /** Somebody at this door, with what is kept in their browser for it. */
    private record Visited(Arrival arrival, @Nullable String kept) {}

    public ProviderMount(
            Vertx vertx, Access access, Visits visits, AuditLog audit, Provided provided) {
        this.entry = new ProviderEntry(access, audit);
        this.visits = visits;
        this.provided = provided;
        this.workers = vertx.createSharedWorkerExecutor("sign-in-by-provider", THREADS);
    }

    public void mount(Router router) {
        router.get(BEGIN).handler(context -> answer(context, this::begin));
        router.get(CALLBACK).handler(context -> answer(context, this::finish));
    }

    /**
     * For the sign-in page.
     *
     * @param kept in the browser, maybe why it was sent back
     */
    Map<String, @Nullable Object> shown(@Nullable String kept) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", provided.title());
        json.put("href", provided.origin().get() + BEGIN);
        json.put("problem", kept == null ? null : provided.seal().open(NOTICE, kept));
        return json;
    }

    private void answer(RoutingContext context, Work work) {
        Visit visit = visits.of(context.request());
        String cookie = SessionCookie.read(context.request(), visit);
        Visited visited =
                new Visited(
                        new Arrival(visit, cookie), ProviderCookie.read(context.request(), visit));
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            go(
                    context,
                    back("too many sign in at this moment; try again in a few seconds", visited));
            return;
        }
        workers.executeBlocking(() -> tried(context, visited, work), false)
                .onComplete(done -> waiting.decrementAndGet())
                .onSuccess(going -> go(context, going))
                .onFailure(
                        bug -> {
                            LOG.error("{} failed by a bug", context.request().path(), bug);
                            go(
                                    context,
                                    back("a bug in Tidegate: the server's log says more", visited));
                        });
    }

    private Going tried(RoutingContext context, Visited visited, Work work) {
        try {
            return work.where(context, visited);
        } catch (NotVouched e) {
            if (e.begunHere() && !e.isOutage()) {
                LOG.warn("a sign-in by the provider failed: {}", e.getMessage());
            }
            return back(e.getMessage(), visited);
        } catch (AccessRefused e) {
            return back(e.getMessage(), visited);
        } catch (JournalUnavailable e) {
            LOG.warn("a sign-in by the provider failed: {}", e.getMessage());
            return back("the journal cannot be reached or written; try again", visited);
        }
    }

    private Going begin(RoutingContext context, Visited visited) {
        List<String> next = context.queryParam("next");
        String place = next.size() == 1 && PLACE.matcher(next.get(0)).matches() ? next.get(0) : "/";
        Begin begin =
                provided.signIn().begin(provided.redirect(), place, visited.arrival().cookie());
        long seconds = ProviderSignIn.PATIENCE.toSeconds();
        return new Going(
                begin.location().toString(),
                List.of(ProviderCookie.set(begin.kept(), seconds, visited.arrival().visit())));
    }

    private Going finish(RoutingContext context, Visited visited) {
        Coming coming =
                provided.signIn().coming(provided.redirect(), query(context), visited.kept());
        Finish finish = entry.asked(coming, visited.arrival());
        Visit visit = visited.arrival().visit();
        Started started = entry.enter(finish.vouched(), new Arrival(visit, finish.cookie()));
        return new Going(
                "/console/#" + finish.next(),
                List.of(SessionCookie.set(started.cookie(), visit), ProviderCookie.clear(visit)));
    }

    private static Map<String, List<String>> query(RoutingContext context) {
        MultiMap given = context.queryParams();
        Map<String, List<String>> query = new HashMap<>();
        given.names().forEach(name -> query.put(name, given.getAll(name)));
        return query;
    }

    /**
     * To the sign-in page, which shows why: what it shows was sealed here, so nobody else writes
     * it.
     */
    private Going back(@Nullable String why, Visited visited) {
        String text = String.valueOf(why);
        String shown = text.length() <= LONGEST_NOTICE ? text : text.substring(0, LONGEST_NOTICE);
        String sealed = provided.seal().seal(NOTICE, shown);
        return new Going(
                SIGN_IN_PAGE,
                List.of(ProviderCookie.set(sealed, NOTICE_SECONDS, visited.arrival().visit())));
    }

    private static void go(RoutingContext context, Going going) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(302)
                .putHeader("Location", going.location())
                .putHeader("Cache-Control", "no-store");
        going.cookies().forEach(cookie -> response.headers().add("Set-Cookie", cookie));
        response.end();
    }
}
