package io.tidegate.delivery;

import java.net.URI;
import java.util.function.UnaryOperator;

/** A URL taken apart once: where to connect, and what to ask for there. */
record Address(String url, Origin origin, String pathAndQuery) {

    /**
     * @throws IllegalArgumentException if it is no URL that can be called
     */
    static Address of(String url, UnaryOperator<URI> reroute) {
        URI uri = reroute.apply(URI.create(url));
        return new Address(url, Origin.of(uri), pathAndQuery(uri));
    }

    /** Without path and query, which may hold a secret. */
    @Override
    public String toString() {
        return origin.toString();
    }

    private static String pathAndQuery(URI uri) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
