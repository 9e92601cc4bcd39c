package io.tidegate.failedquery;

import io.tidegate.failedquery.FailedQuery.Sent;
import io.tidegate.failedquery.Replay.Edited;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an edited request may be: its URL and headers go on the wire as they are. */
final class RequestEdit {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]*}}");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LINE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection");
    private static final String KEY = "Idempotency-Key";

    /** Says that the body's references are read too; {@code route.BodyReferences} writes it. */
    private static final String BODY = "Tidegate-Body";

    private RequestEdit() {}

    /** What is wrong with it, in words; null if nothing. */
    static @Nullable String mistake(Edited edit) {
        String url = edit.url() == null ? null : urlMistake(edit.url());
        if (url != null || edit.headers() == null) {
            return url;
        }
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, String> header : edit.headers().entrySet()) {
            if (!names.add(header.getKey().toLowerCase(Locale.ROOT))) {
                return "request.headers has " + header.getKey() + " twice, in any case";
            }
            String mistake = headerMistake(header.getKey(), header.getValue());
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    /**
     * A reference that the request as it was stored does not have: with it, who may replay could
     * send any secret or variable of this process anywhere. Null if there is none.
     */
    static @Nullable String stranger(Edited edit, Sent stored) {
        Set<String> known = references(stored.url());
        stored.headers().values().forEach(value -> known.addAll(references(value)));
        Set<String> named = references(edit.url() == null ? "" : edit.url());
        if (edit.headers() != null) {
            edit.headers().values().forEach(value -> named.addAll(references(value)));
        }
        boolean bodyIsRead = stored.headers().containsKey(BODY);
        if (bodyIsRead) {
            known.addAll(references(text(stored.body())));
            named.addAll(references(edit.body() == null ? "" : text(edit.body().bytes())));
        }
        named.removeAll(known);
        if (!bodyIsRead && has(edit.headers(), BODY)) {
            return "request.headers has "
                    + BODY
                    + ", which the stored request has not: leave it out";
        }
        return named.isEmpty()
                ? null
                : "the edit names "
                        + String.join(", ", named)
                        + ", allowed are the references of the stored request: "
                        + (known.isEmpty() ? "none" : String.join(", ", known))
                        + "; {\"from\": \"event\"} uses those of today's connector";
    }

    private static boolean has(@Nullable Map<String, String> headers, String name) {
        return headers != null && headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static String text(byte @Nullable [] body) {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    private static Set<String> references(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /**
     * A key that is another than the failed request's: a replay's is made here. What was read from
     * a failed query may come back whole, with the key in it.
     */
    static @Nullable String keyMistake(Edited edit, Sent failed) {
        String given = key(edit.headers() == null ? Map.of() : edit.headers());
        return given == null || given.equals(key(failed.headers()))
                ? null
                : "request.headers has " + KEY + ", which is made at each send: leave it out";
    }

    private static @Nullable String key(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(KEY))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The request that is stored and sent, with the key of this replay. */
    static Sent of(Sent failed, Edited edit, String key) {
        Map<String, String> headers =
                new LinkedHashMap<>(edit.headers() == null ? failed.headers() : edit.headers());
        headers.keySet().removeIf(KEY::equalsIgnoreCase);
        headers.put(KEY, key);
        return new Sent(
                failed.method(),
                edit.url() == null ? failed.url() : edit.url(),
                headers,
                edit.body() == null ? failed.body() : edit.body().bytes());
    }

    private static @Nullable String urlMistake(String url) {
        String allowed = "request.url is \"" + url + "\", allowed is an absolute http or https URL";
        try {
            URI uri = new URI(REFERENCE.matcher(url).replaceAll("x"));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean fine =
                    (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
            if (!fine) {
                return allowed;
            }
            if (uri.getRawFragment() != null) {
                return allowed + " without #";
            }
            if (uri.getRawUserInfo() != null) {
                return allowed + " without credentials: put them into a header";
            }
            boolean port = uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535);
            return port ? null : allowed + " with a port from 1 to 65535";
        } catch (URISyntaxException e) {
            return allowed + ": " + e.getReason();
        }
    }

    private static @Nullable String headerMistake(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            return "request.headers has the name \""
                    + name
                    + "\", allowed are letters, digits and !#$%&'*+.^_`|~-";
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            return "request.headers has " + name + ", which is made at each send: leave it out";
        }
        return LINE.matcher(value).matches()
                ? null
                : "request.headers."
                        + name
                        + " holds a line break, a control character or one beyond Latin-1";
    }
}
