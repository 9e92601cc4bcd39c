package io.tidegate.connector;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an http(s) URL of a connector must be, so that no event's data can choose its host. */
final class UrlRules {
    /**
     * Stand-ins for references while the text around them is checked: private-use characters, never
     * legal in a URL.
     */
    private static final char FIELD = '\uE000';

    private static final char SECRET = '\uE001';
    private static final char ENV = '\uE002';

    private static final Pattern WHOLE =
            Pattern.compile(
                    "(?:(?i:https?)://|(?=\uE002))(?<host>[^/?#]*)(?<path>[^?#]*)(?<query>\\?[^#]*)?(?<hash>#.*)?");
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?");
    private static final String REFERENCES = "\uE000\uE001\uE002";
    private static final String PLAIN = "A-Za-z0-9\\-._~!$&'()*+,;=:@/" + REFERENCES;
    private static final Pattern WRONG_PATH =
            Pattern.compile("[^%" + PLAIN + "]|%(?![0-9A-Fa-f]{2})");
    private static final Pattern WRONG_QUERY =
            Pattern.compile("[^%?\\[\\]" + PLAIN + "]|%(?![0-9A-Fa-f]{2})");

    private UrlRules() {}

    /** Whether the text is meant as a URL; what is not is a Camel endpoint. */
    static boolean isHttp(String uri) {
        return uri.matches("(?is)(https?:|\\{\\{env:).*");
    }

    /** What is wrong with it, for its author. */
    static Optional<String> mistake(Template uri) {
        String flat = uri.parts().stream().map(UrlRules::flat).collect(Collectors.joining());
        Matcher url = WHOLE.matcher(flat);
        if (!url.matches()) {
            return Optional.of("the URL must be absolute: http://host/… or https://host/…");
        }
        if (url.group("hash") != null) {
            return Optional.of(
                    "a URL to send to has no fragment: write %23 for a # of the path or query");
        }
        return host(url.group("host"))
                .or(() -> encoded(WRONG_PATH, url.group("path")))
                .or(
                        () ->
                                Optional.ofNullable(url.group("query"))
                                        .flatMap(query -> encoded(WRONG_QUERY, query)));
    }

    private static String flat(Part part) {
        if (part instanceof Part.Literal literal) {
            return literal.text();
        }
        if (part instanceof Part.FieldRef) {
            return String.valueOf(FIELD);
        }
        return String.valueOf(part instanceof Part.SecretRef ? SECRET : ENV);
    }

    private static Optional<String> host(String host) {
        if (host.indexOf(FIELD) >= 0) {
            return Optional.of(
                    "a {field} may stand in the path or query of a URL only: its host never comes from an event");
        }
        if (host.indexOf(SECRET) >= 0 || host.indexOf('@') >= 0) {
            return Optional.of(
                    "a URL's host part holds no credentials: use headers: { Authorization: \"…{{secret:name}}\" }");
        }
        if (host.isEmpty()) {
            return Optional.of("the URL has no host");
        }
        return host.indexOf(ENV) >= 0 ? Optional.empty() : fixedHost(host);
    }

    private static Optional<String> fixedHost(String host) {
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            return Optional.of(
                    "\""
                            + host
                            + "\" is not a host: letters, digits, dots and dashes, then :port if need be");
        }
        int port = matcher.group("port") == null ? 443 : Integer.parseInt(matcher.group("port"));
        return port >= 1 && port <= 65_535
                ? Optional.empty()
                : Optional.of("the port must be from 1 to 65535, not " + port);
    }

    private static Optional<String> encoded(Pattern wrong, String text) {
        Matcher matcher = wrong.matcher(text);
        return matcher.find()
                ? Optional.of("\"" + matcher.group() + "\" must be percent-encoded in a URL")
                : Optional.empty();
    }
}
