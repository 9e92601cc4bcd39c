package io.tidegate.destination;

import io.tidegate.destination.OAuth2.Authentication;
import io.tidegate.destination.OAuth2.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code basic}, {@code oauth2} and {@code sign}. */
final class AuthorizationReader {
    private static final String STANDARD_WEBHOOKS = "standard-webhooks";

    private static final List<String> OAUTH2 =
            List.of(
                    "grant",
                    "tokenUrl",
                    "clientId",
                    "clientSecret",
                    "refreshToken",
                    "scope",
                    "clientAuthentication",
                    "form");

    private final TextRules texts;

    AuthorizationReader(TextRules texts) {
        this.texts = texts;
    }

    Authorization read(Keys file, RequestShape request) {
        List<String> basic = basic(file);
        boolean header =
                request.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        if ((header ? 1 : 0) + (file.has("basic") ? 1 : 0) + (file.has("oauth2") ? 1 : 0) > 1) {
            file.wrong(
                    file.has("oauth2") ? "oauth2" : "basic",
                    "a request has one Authorization: a header of its own, basic, or oauth2");
        }
        return new Authorization(
                basic, file.map("oauth2", OAUTH2).map(this::oauth2).orElse(null), signing(file));
    }

    /** Some third parties want an empty password. */
    private List<String> basic(Keys file) {
        List<String> both =
                file.list("basic").stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
        if (file.has("basic") && both.size() != 2) {
            file.wrong("basic", "\"basic\" of a destination lists two texts, user and password");
        }
        both.forEach(text -> texts.check(file, "basic", text));
        return both;
    }

    private List<String> listed(Keys keys, String key) {
        List<String> all = keys.texts(key);
        all.forEach(text -> texts.check(keys, key, text));
        return all;
    }

    private List<String> signing(Keys file) {
        return file.map("sign", List.of(STANDARD_WEBHOOKS))
                .map(
                        sign -> {
                            sign.require(STANDARD_WEBHOOKS);
                            return listed(sign, STANDARD_WEBHOOKS);
                        })
                .orElse(List.of());
    }

    private OAuth2 oauth2(Keys oauth2) {
        Grant grant = grant(oauth2);
        List.of("grant", "tokenUrl").forEach(oauth2::require);
        List<String> needed =
                grant == Grant.CLIENT_CREDENTIALS
                        ? List.of("clientId", "clientSecret")
                        : List.of("refreshToken");
        needed.forEach(oauth2::require);
        String tokenUrl = oauth2.text("tokenUrl").orElse("");
        texts.checkUrl(oauth2, "tokenUrl", tokenUrl);
        return new OAuth2(
                grant,
                authentication(oauth2),
                tokenUrl,
                text(oauth2, "clientId"),
                text(oauth2, "clientSecret"),
                form(oauth2));
    }

    private Map<String, String> form(Keys oauth2) {
        Map<String, String> form = new LinkedHashMap<>();
        put(form, OAuth2.REFRESH_TOKEN, text(oauth2, "refreshToken"));
        put(form, "scope", text(oauth2, "scope"));
        oauth2.map("form", List.of())
                .ifPresent(more -> more.names().forEach(name -> put(form, name, text(more, name))));
        return form;
    }

    private static void put(Map<String, String> form, String name, @Nullable String text) {
        if (text != null) {
            form.put(name, text);
        }
    }

    private @Nullable String text(Keys keys, String key) {
        String text = keys.text(key).orElse(null);
        if (text != null) {
            texts.check(keys, key, text);
        }
        return text;
    }

    private static Grant grant(Keys oauth2) {
        return switch (oauth2.text("grant").orElse("client_credentials")) {
            case "client_credentials" -> Grant.CLIENT_CREDENTIALS;
            case "refresh_token" -> Grant.REFRESH_TOKEN;
            default -> {
                oauth2.refuse("grant", "client_credentials or refresh_token");
                yield Grant.CLIENT_CREDENTIALS;
            }
        };
    }

    private static Authentication authentication(Keys oauth2) {
        return switch (oauth2.text("clientAuthentication")
                .orElse("basic")
                .toLowerCase(Locale.ROOT)) {
            case "basic" -> Authentication.BASIC;
            case "body" -> Authentication.BODY;
            default -> {
                oauth2.refuse("clientAuthentication", "basic or body");
                yield Authentication.BASIC;
            }
        };
    }
}
