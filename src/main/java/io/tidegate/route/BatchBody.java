package io.tidegate.route;

import io.tidegate.delivery.OutboundRequest;
import io.tidegate.event.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many requests as one: the bodies in a list, everything else as each of them has it. */
final class BatchBody {
    private BatchBody() {}

    /** Whether two requests may go together: they differ in nothing but their bodies and keys. */
    static boolean fit(OutboundRequest one, OutboundRequest other) {
        return one.method().equals(other.method())
                && one.url().equals(other.url())
                && headers(one).equals(headers(other));
    }

    /** The key is given with each send. */
    private static Map<String, String> headers(OutboundRequest record) {
        Map<String, String> headers = new LinkedHashMap<>(record.headers());
        headers.remove(RequestBuilder.IDEMPOTENCY_KEY);
        return headers;
    }

    /**
     * @param in the key under which the list stands; null: the list is the body
     */
    static OutboundRequest of(List<OutboundRequest> records, @Nullable String in) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ascii(in == null ? "[" : "{" + Json.text(in) + ":["));
        for (int i = 0; i < records.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            byte[] one = records.get(i).body();
            body.writeBytes(one == null ? ascii("null") : one);
        }
        body.writeBytes(ascii(in == null ? "]" : "]}"));
        OutboundRequest first = records.get(0);
        return new OutboundRequest(first.method(), first.url(), headers(first), body.toByteArray());
    }

    /** That of a single record is its own; others are made of those of their records. */
    static String key(List<String> keys) {
        if (keys.size() == 1) {
            return keys.get(0);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join(",", keys).getBytes(StandardCharsets.UTF_8));
            return "batch-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
