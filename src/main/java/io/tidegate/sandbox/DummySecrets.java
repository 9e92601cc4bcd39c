package io.tidegate.sandbox;

import io.tidegate.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Any name has one, so that connectors run unchanged; none of them is real. */
final class DummySecrets implements Secrets {
    /** Bytes that a secret of Standard Webhooks has at least. */
    private static final int LEAST = 24;

    @Override
    public String secret(String name) {
        String text = "sandbox-" + name;
        return signs(name) ? "whsec_" + base64(text) : text;
    }

    /** Which ones sign can be told by their names alone. */
    private static boolean signs(String name) {
        return name.contains("webhook") || name.contains("signing");
    }

    /** Filled up, so that it ends without padding, which a URL would have to escape. */
    private static String base64(String text) {
        int length = Math.max(LEAST, (text.length() + 2) / 3 * 3);
        byte[] bytes = (text + "-".repeat(length - text.length())).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
