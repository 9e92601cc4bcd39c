package io.tidegate.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How LoginRadius is shown who calls. */
public enum Authentication {
    /** Key and secret in headers. */
    HEADERS,
    /** Key and secret in the query: what every API of LoginRadius takes. */
    QUERY,
    /** The key in the query, and a signature that expires instead of the secret. */
    SIGNED;

    private static final Duration EXPIRES = Duration.ofMinutes(60);
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-M-d H:m:s", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** With the credentials in it. */
    Transport.Request apply(Transport.Request request, Credentials credentials, Clock clock) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        if (this == HEADERS) {
            headers.put("X-LoginRadius-ApiKey", credentials.key());
            headers.put("X-LoginRadius-ApiSecret", credentials.secret());
            return with(request, request.url(), headers);
        }
        String url = new Query(request.url()).and("apikey", credentials.key()).text();
        if (this == QUERY) {
            url = new Query(url).and("apisecret", credentials.secret()).text();
            return with(request, url, headers);
        }
        String expires = TIME.format(clock.instant().plus(EXPIRES));
        headers.put("X-Request-Expires", expires);
        headers.put("digest", digest(credentials.secret(), expires, url, request.body()));
        return with(request, url, headers);
    }

    private static Transport.Request with(
            Transport.Request request, String url, Map<String, String> headers) {
        return new Transport.Request(request.method(), url, headers, request.body());
    }

    private static String digest(
            String secret, String expires, String url, byte @Nullable [] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            String address = Query.encoded(url).toLowerCase(Locale.ROOT);
            mac.update((expires + ":" + address).getBytes(StandardCharsets.UTF_8));
            if (body != null) {
                mac.update((byte) ':');
                mac.update(body);
            }
            return "SHA-256=" + Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
