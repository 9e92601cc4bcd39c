package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.ApiTokens;
import io.tidegate.access.Sessions.Seen;
import io.tidegate.access.Visit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Admits the token of the settings, tokens of programs, and people by their cookie. What is in the
 * database is asked there each time, on a worker thread.
 */
public final class AccessAdmission implements Admission {
    private static final String SCHEME = "bearer ";

    private final Vertx vertx;
    private final Admission settings;
    private final Access access;
    private final Visits visits;

    /**
     * @param settings judges the tokens that are no rows
     */
    public AccessAdmission(Vertx vertx, Admission settings, Access access, Visits visits) {
        this.vertx = vertx;
        this.settings = settings;
        this.access = access;
        this.visits = visits;
    }

    @Override
    public Future<Verdict> judge(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return byToken(authorization, request);
        }
        Visit visit = visits.of(request);
        String cookie = SessionCookie.read(request, visit);
        return cookie == null ? settings.judge(request) : byCookie(cookie, visit, request);
    }

    @Override
    public Future<Boolean> mayStay(HttpServerRequest request) {
        String cookie =
                request.getHeader("Authorization") == null
                        ? SessionCookie.read(request, visits.of(request))
                        : null;
        return cookie == null
                ? Admission.super.mayStay(request)
                : vertx.executeBlocking(() -> access.sessions().isGood(cookie), false);
    }

    @Override
    public String from(HttpServerRequest request) {
        return visits.of(request).address();
    }

    private Future<Verdict> byToken(String authorization, HttpServerRequest request) {
        String token = token(authorization);
        if (token == null || !ApiTokens.isOne(token)) {
            return settings.judge(request);
        }
        return vertx.executeBlocking(() -> access.tokens().see(token), false)
                .map(
                        caller ->
                                caller.<Verdict>map(Known::new)
                                        .orElseGet(
                                                () ->
                                                        new Unknown(
                                                                "this token was revoked, has expired, or never was")));
    }

    private static @Nullable String token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    private Future<Verdict> byCookie(String cookie, Visit visit, HttpServerRequest request) {
        String objection = SameSite.objection(request);
        if (objection != null) {
            return Future.succeededFuture(new Barred(objection));
        }
        return vertx.executeBlocking(() -> access.sessions().see(cookie), false)
                .map(seen -> verdict(seen, visit, request));
    }

    private static Verdict verdict(Optional<Seen> found, Visit visit, HttpServerRequest request) {
        if (found.isEmpty()) {
            return new Unknown("this session has ended; sign in again");
        }
        Seen seen = found.get();
        String renewed = seen.renewed();
        if (renewed != null) {
            request.response().putHeader("Set-Cookie", SessionCookie.set(renewed, visit));
        }
        return new Known(seen.caller());
    }
}
