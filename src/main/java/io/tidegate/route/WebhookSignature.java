package io.tidegate.route;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs a request by the Standard Webhooks scheme, at the moment of its send. */
final class WebhookSignature {
    private final List<String> secrets;
    private final References references;
    private final Clock clock;

    /**
     * @param secrets references; each signs, so that a receiver may know the old one or the new
     */
    WebhookSignature(List<String> secrets, References references, Clock clock) {
        this.secrets = List.copyOf(secrets);
        this.references = references;
        this.clock = clock;
    }

    /**
     * @param id the same on every repeat
     * @throws StageFailed if the first secret is not set, or one is none
     */
    Map<String, String> headers(String id, byte @Nullable [] body) throws StageFailed {
        long seconds = Math.floorDiv(clock.millis(), 1_000L);
        String text = text(body);
        List<String> signatures = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            if (i == 0 || references.isThere(secrets.get(i))) {
                signatures.add(signature(secrets.get(i), id, seconds, text));
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", String.join(" ", signatures));
        return headers;
    }

    private String signature(String secret, String id, long seconds, String body)
            throws StageFailed {
        try {
            return new Webhook(references.text(secret)).sign(id, seconds, body);
        } catch (IllegalArgumentException | WebhookSigningException e) {
            throw StageFailed.forNow(
                    Stage.REQUEST,
                    "the signing secret "
                            + secret
                            + " is none: it must be base64, with or without whsec_ before it");
        }
    }

    /** The scheme signs text. */
    private static String text(byte @Nullable [] body) throws StageFailed {
        try {
            return body == null
                    ? ""
                    : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw StageFailed.forNow(
                    Stage.REQUEST, "the body is not text in UTF-8, which is what can be signed");
        }
    }
}
