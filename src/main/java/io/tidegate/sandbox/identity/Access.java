package io.tidegate.sandbox.identity;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: key and secret in the query, in headers, or one here and one there; or instead of
 * the secret a signature of the request.
 */
final class Access {
    private static final List<DateTimeFormatter> EXPIRES =
            List.of(
                    DateTimeFormatter.ofPattern("yyyy-M-d H:m:s", Locale.US),
                    DateTimeFormatter.ofPattern("yyyy-M-d h:m:s a", Locale.US));
    private static final String DIGEST = "SHA-256=";

    private final Credentials credentials;
    private final Clock clock;

    Access(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * @throws Refused unless it may call
     */
    void check(HttpServerRequest request, byte[] body) {
        String key = shown(request, "apikey", "X-LoginRadius-ApiKey");
        if (key == null || !Hmac.same(key, credentials.key())) {
            throw Refused.forbidden(
                    901, "The API key is invalid", "the call shows no API key of this provider");
        }
        String digest = request.getHeader("digest");
        if (digest != null) {
            signature(request, body, digest);
            return;
        }
        String secret = shown(request, "apisecret", "X-LoginRadius-ApiSecret");
        if (secret == null || !Hmac.same(secret, credentials.secret())) {
            throw Refused.forbidden(
                    902, "The API secret is invalid", "the call shows no secret of its API key");
        }
    }

    private static @Nullable String shown(HttpServerRequest request, String word, String header) {
        String value = request.getHeader(header);
        if (value != null) {
            return value;
        }
        return request.params().entries().stream()
                .filter(one -> one.getKey().equalsIgnoreCase(word))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void signature(HttpServerRequest request, byte[] body, String digest) {
        String expires = request.getHeader("X-Request-Expires");
        if (expires == null || !time(expires).isAfter(now())) {
            throw Refused.forbidden(
                    1207,
                    "The signed request is expired",
                    "X-Request-Expires is a time in UTC that is still to come");
        }
        String url =
                URLEncoder.encode(request.absoluteURI(), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT);
        String head = expires + ":" + url;
        // a client that signs no body may send an empty object nevertheless
        boolean alone = body.length <= 2 && signed(head, digest);
        if (!alone && !signed(head + ":" + new String(body, StandardCharsets.UTF_8), digest)) {
            throw Refused.forbidden(
                    1208,
                    "The request's signature is invalid",
                    "digest is none of this URL, body and X-Request-Expires by the API secret");
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private boolean signed(String message, String digest) {
        byte[] hmac = Hmac.of(credentials.secret(), message.getBytes(StandardCharsets.UTF_8));
        return Hmac.same(digest, DIGEST + Base64.getEncoder().encodeToString(hmac));
    }

    private static LocalDateTime time(String text) {
        for (DateTimeFormatter format : EXPIRES) {
            try {
                return LocalDateTime.parse(text, format);
            } catch (DateTimeException other) {
                // the next one may fit
            }
        }
        return LocalDateTime.MIN;
    }
}
