package io.tidegate.api;

import io.tidegate.access.Sessions;
import io.tidegate.access.Visit;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The one cookie: browsers take the prefix {@code __Host-} for one that only this host has set, and
 * only over TLS.
 */
final class SessionCookie {
    static final String PLAIN = "tidegate";
    static final String OVER_TLS = "__Host-tidegate";

    private SessionCookie() {}

    /** Null if there is none, or two, of which one may be somebody else's. */
    static @Nullable String read(HttpServerRequest request, Visit visit) {
        var all = request.cookies(name(visit));
        return all.size() == 1 ? all.stream().map(Cookie::getValue).findFirst().orElse(null) : null;
    }

    /** The header's value. */
    static String set(String value, Visit visit) {
        return line(value, Sessions.LIFE.toSeconds(), visit);
    }

    static String clear(Visit visit) {
        return line("", 0, visit);
    }

    private static String line(String value, long maxAge, Visit visit) {
        return name(visit)
                + "="
                + value
                + "; Path=/; Max-Age="
                + maxAge
                + "; HttpOnly; SameSite=Strict"
                + (visit.secure() ? "; Secure" : "");
    }

    private static String name(Visit visit) {
        return visit.secure() ? OVER_TLS : PLAIN;
    }
}
