package io.tidegate.intake;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * What every answer to a browser says, whoever makes it; a page that needs more of its content
 * security policy says that itself.
 */
final class SafeHeaders {
    private static final Map<CharSequence, CharSequence> ALL =
            Map.of(
                    header("X-Content-Type-Options"), header("nosniff"),
                    header("Referrer-Policy"), header("no-referrer"),
                    header("Content-Security-Policy"), header("frame-ancestors 'none'"),
                    header("X-Frame-Options"), header("DENY"),
                    header("Cross-Origin-Opener-Policy"), header("same-origin"),
                    header("Cross-Origin-Resource-Policy"), header("same-origin"),
                    header("Permissions-Policy"),
                            header("camera=(), geolocation=(), microphone=()"));

    private static final CharSequence TRANSPORT = header("Strict-Transport-Security");
    private static final CharSequence A_YEAR = header("max-age=31536000");

    private SafeHeaders() {}

    static void put(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        ALL.forEach(response::putHeader);
        if (request.isSSL()) {
            response.putHeader(TRANSPORT, A_YEAR);
        }
    }

    private static CharSequence header(String text) {
        return HttpHeaders.createOptimized(text);
    }
}
