package io.tidegate.api;

import io.tidegate.access.Visit;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Kept while somebody is at the provider, and for a moment after one sent them back in vain. Lax:
 * the way back begins at another site.
 */
final class ProviderCookie {
    static final String PLAIN = "tidegate-oidc";
    static final String OVER_TLS = "__Host-tidegate-oidc";

    private ProviderCookie() {}

    /** Null if there is none, or two, of which one may be somebody else's. */
    static @Nullable String read(HttpServerRequest request, Visit visit) {
        var all = request.cookies(name(visit));
        return all.size() == 1 ? all.stream().map(Cookie::getValue).findFirst().orElse(null) : null;
    }

    /** The header's value. */
    static String set(String value, long seconds, Visit visit) {
        return name(visit)
                + "="
                + value
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Lax"
                + (visit.secure() ? "; Secure" : "");
    }

    static String clear(Visit visit) {
        return set("", 0, visit);
    }

    private static String name(Visit visit) {
        return visit.secure() ? OVER_TLS : PLAIN;
    }
}
