package io.tidegate.sandbox;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to the sandbox's third party instead of the real one: {@code https://api.crm.example/v1}
 * becomes {@code http://127.0.0.1:8080/sandbox/at/api.crm.example/v1}.
 */
final class Detour {
    /** What follows is the host that was meant, and its path. */
    static final String PATH = "/sandbox/at/";

    private static final Pattern HTTP_ENDPOINT =
            Pattern.compile(
                    "(?:vertx-http:/{0,2})?(?i:https?)(?::/{0,2})([^/?]+)([^?]*)(?:\\?(.*))?");

    private static final Pattern KEPT_OPTION =
            Pattern.compile(
                    "(?<=^|&)(httpMethod|throwExceptionOnFailure|okStatusCodeRange)=[A-Za-z0-9,-]+");

    private final String host;
    private volatile int port;

    /**
     * @param listensOn the server's own host
     */
    Detour(String listensOn) {
        boolean everywhere =
                listensOn.equals("0.0.0.0") || listensOn.matches("\\[?(::|0:0:0:0:0:0:0:0)]?");
        String bare = everywhere ? "127.0.0.1" : listensOn;
        this.host = bare.contains(":") && !bare.startsWith("[") ? "[" + bare + "]" : bare;
    }

    void open(int actualPort) {
        this.port = actualPort;
    }

    String origin() {
        if (port == 0) {
            // What the sender takes for an address that cannot be reached: the delivery waits for a
            // retry.
            throw new IllegalArgumentException("the sandbox's third party is not open yet");
        }
        return "http://" + host + ":" + port;
    }

    /** A target without a host, such as one that began with an unknown variable, keeps its text. */
    URI of(URI target) {
        String authority = target.getRawAuthority();
        String who = authority == null ? "" : authority.substring(authority.indexOf('@') + 1);
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return URI.create(origin() + PATH + who.toLowerCase(Locale.ROOT) + path + query);
    }

    /**
     * The same for the URI of a Camel endpoint, as one of the {@code http} component. Of its
     * options only those stay that cannot name a further host, such as a proxy or a token's
     * endpoint would; {@code bridgeEndpoint} keeps a message's headers from choosing another
     * address.
     */
    String ofEndpoint(String uri) {
        Matcher http = HTTP_ENDPOINT.matcher(uri);
        if (!http.matches()) {
            String name = uri.replaceFirst("\\?.*", "").replaceFirst(":/*", "/");
            return origin() + PATH + name + "?httpMethod=POST&bridgeEndpoint=true";
        }
        StringBuilder kept =
                new StringBuilder(origin() + PATH + http.group(1) + http.group(2) + "?");
        Matcher option = KEPT_OPTION.matcher(http.group(3) == null ? "" : http.group(3));
        while (option.find()) {
            kept.append(option.group()).append('&');
        }
        return kept.append("bridgeEndpoint=true").toString();
    }

    /** Whether this is an endpoint that {@link #ofEndpoint} named. */
    boolean isOwn(String endpointUri) {
        return port != 0 && endpointUri.startsWith(origin() + PATH);
    }
}
