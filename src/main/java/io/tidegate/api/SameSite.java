package io.tidegate.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that a cookie speaks for was made by the console: another site can make a
 * browser send one, but with neither this header nor this origin.
 */
final class SameSite {
    private static final String HEADER = "X-Tidegate";
    private static final String VALUE = "console";

    private SameSite() {}

    /** Null if it was; else why it is not believed. */
    static @Nullable String objection(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            return null;
        }
        if (!VALUE.equals(request.getHeader(HEADER))) {
            return "a change by cookie needs the header "
                    + HEADER
                    + ": "
                    + VALUE
                    + ", which another site cannot send; nothing was changed";
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return "the browser says that this request is made by another site (Sec-Fetch-Site: "
                    + site
                    + "); nothing was changed";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isOurs(origin, request)) {
            return "the request's Origin is "
                    + origin
                    + ", its host is "
                    + request.authority()
                    + ": it was made by another site; nothing was changed";
        }
        return null;
    }

    private static boolean isOurs(String origin, HttpServerRequest request) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null
                    && request.authority() != null
                    && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
