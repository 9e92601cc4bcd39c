package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.StageFailed;
import io.tidegate.destination.OAuth2;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A request for an access token (RFC 6749), its secrets read: made for one send, never stored.
 *
 * @param authorization header; null: the client's credentials are in the form, or it has none
 */
record TokenRequest(String url, @Nullable String authorization, Map<String, String> form) {

    static TokenRequest of(OAuth2 client, References references) throws StageFailed {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", client.grant().name().toLowerCase(Locale.ROOT));
        for (Map.Entry<String, String> field : client.form().entrySet()) {
            form.put(field.getKey(), references.text(field.getValue()));
        }
        String id = client.clientId() == null ? null : references.text(client.clientId());
        String secret = client.clientSecret() == null ? "" : references.text(client.clientSecret());
        boolean basic = client.authentication() == OAuth2.Authentication.BASIC;
        if (id != null && !basic) {
            form.put("client_id", id);
            form.put("client_secret", secret);
        }
        return new TokenRequest(
                references.url(client.tokenUrl()),
                id != null && basic ? basic(id, secret) : null,
                form);
    }

    /** Each is form-encoded before: RFC 6749, section 2.3.1. */
    private static String basic(String id, String secret) {
        String both = encoded(id) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    /** What may hold secrets, as it is written. */
    static List<String> texts(OAuth2 client) {
        List<String> texts = new ArrayList<>(client.form().values());
        texts.add(client.tokenUrl());
        texts.add(String.valueOf(client.clientId()));
        texts.add(String.valueOf(client.clientSecret()));
        return texts;
    }

    @Nullable String refreshToken() {
        return form.get(OAuth2.REFRESH_TOKEN);
    }

    TokenRequest withRefreshToken(String newer) {
        Map<String, String> changed = new LinkedHashMap<>(form);
        changed.put(OAuth2.REFRESH_TOKEN, newer);
        return new TokenRequest(url, authorization, changed);
    }

    OutboundRequest outbound() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        StringJoiner body = new StringJoiner("&");
        form.forEach((name, value) -> body.add(encoded(name) + "=" + encoded(value)));
        return new OutboundRequest("POST", url, headers, body.toString().getBytes(UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Holds secrets: not to be printed. */
    @Override
    public String toString() {
        return "a request for an access token";
    }
}
