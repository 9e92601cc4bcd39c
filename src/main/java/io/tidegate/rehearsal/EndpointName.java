package io.tidegate.rehearsal;

import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.util.URISupport;

/**
 * A Camel endpoint as a step writes it, {@code sql:select 1?dataSource=#journal}: Camel encodes it
 * and sorts its parameters. Passwords are masked.
 */
final class EndpointName {
    private EndpointName() {}

    static String of(String uri) {
        String same = URISupport.sanitizeUri(normal(uri));
        try {
            same = URLDecoder.decode(same.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            // it stays as it is
        }
        return same.startsWith("http") ? same : same.replaceFirst("://", ":");
    }

    private static String normal(String uri) {
        try {
            return URISupport.normalizeUri(uri);
        } catch (URISyntaxException e) {
            return uri; // then no endpoint has it
        }
    }

    /** Without its parameters. */
    static String base(String name) {
        return name.replaceFirst("\\?.*", "");
    }
}
