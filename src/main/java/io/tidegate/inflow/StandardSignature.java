package io.tidegate.inflow;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signature of Standard Webhooks. The library's own {@code verify} reads the system's time and
 * gives up early, so its {@code sign} is asked what would be right.
 */
final class StandardSignature {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";
    static final long TOLERANCE_SECONDS = 300;

    private static final String VERSION = "v1,";

    private final Webhook webhook;
    private final Clock clock;

    /**
     * @throws Credentials.Missing if the secret is not of the scheme
     */
    StandardSignature(String secret, Clock clock) throws Credentials.Missing {
        this.webhook = webhook(secret);
        this.clock = clock;
    }

    private static Webhook webhook(String secret) throws Credentials.Missing {
        try {
            return new Webhook(secret);
        } catch (IllegalArgumentException e) {
            throw new Credentials.Missing(
                    "its secret is none of Standard Webhooks: it must be base64, with or without whsec_ before it");
        }
    }

    Verdict judge(MultiMap headers, byte[] body) throws Credentials.Missing {
        String id = one(headers, ID);
        Long seconds = seconds(headers);
        String text = text(body);
        String wanted = sign(id, seconds == null ? 0 : seconds, text == null ? "" : text);
        boolean signed = isAmong(one(headers, SIGNATURE), wanted) && !id.isEmpty();
        if (!signed || seconds == null || text == null) {
            return Verdict.WRONG;
        }
        long now = Math.floorDiv(clock.millis(), 1_000L);
        return Math.abs(now - seconds) <= TOLERANCE_SECONDS ? Verdict.RIGHT : Verdict.OUT_OF_TIME;
    }

    String sign(String id, long seconds, String body) throws Credentials.Missing {
        try {
            return webhook.sign(id, seconds, body);
        } catch (IllegalArgumentException | WebhookSigningException e) {
            throw new Credentials.Missing("its secret has no text");
        }
    }

    /** A header has a signature for each of the sender's secrets; all are looked at. */
    private static boolean isAmong(String header, String wanted) {
        byte[] right = wanted.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String one : header.split(" ")) {
            found |=
                    one.startsWith(VERSION)
                            && MessageDigest.isEqual(right, one.getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }

    /** When it was signed, in seconds since 1970; null if no such header says so. */
    static @Nullable Long seconds(MultiMap headers) {
        String text = one(headers, TIMESTAMP);
        return text.matches("[1-9][0-9]{0,11}") ? Long.valueOf(text) : null;
    }

    private static String one(MultiMap headers, String name) {
        List<String> all = headers.getAll(name);
        return all.size() == 1 ? all.get(0) : "";
    }

    /** The scheme signs text; null if these bytes are none. */
    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
