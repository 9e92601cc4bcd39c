package io.tidegate.route;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Basic authentication as it is stored: {@code Basic {{base64:user:{{secret:name}}}}}. */
final class BasicCredentials {
    private static final String START = "Basic {{base64:";
    private static final String END = "}}";

    private BasicCredentials() {}

    static boolean isOne(String stored) {
        return stored.startsWith(START) && stored.endsWith(END);
    }

    /** User and password, still with references. */
    static String inside(String stored) {
        return stored.substring(START.length(), stored.length() - END.length());
    }

    static String header(String credentials) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
}
