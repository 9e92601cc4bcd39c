package io.tidegate.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An address with what is asked of it. */
record Query(String text) {
    Query and(String name, String value) {
        return new Query(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value));
    }

    /** As forms are encoded; that is what LoginRadius' signatures are made of, too. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One step of a path. */
    static String step(String text) throws ActionFailed {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw ActionFailed.giveUp("\"" + text + "\" cannot stand in an address");
        }
        return encoded(text).replace("+", "%20");
    }

    /** Path and names without values: for records. */
    static String shown(String url) {
        String path = url.replaceFirst("^[a-z]+://[^/]*", "");
        return path.replaceAll("=[^&]*", "");
    }
}
