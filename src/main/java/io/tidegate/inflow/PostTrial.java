package io.tidegate.inflow;

import io.tidegate.connector.Verification;
import io.tidegate.connector.Verification.Basic;
import io.tidegate.connector.Verification.Bearer;
import io.tidegate.connector.Verification.Hmac;
import io.tidegate.connector.Verification.StandardWebhooks;
import io.tidegate.event.Event;
import io.tidegate.event.Sealing;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges a post as a connector's endpoint does, with nothing stored and nothing counted. */
public final class PostTrial {
    private static final String ID = "test-post";

    private final Inbound inbound;
    private final Credentials credentials;
    private final Clock clock;

    /**
     * @param credentials what stands for the connector's secrets
     * @param clock when the post comes in
     */
    public PostTrial(Inbound inbound, Credentials credentials, Clock clock) {
        this.inbound = inbound;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The events that it would be; sizes are not judged. */
    public List<Event> events(Map<String, String> headers, byte[] body) throws Refused {
        RecentContents nothing =
                new RecentContents((source, from, into) -> {}, clock, Sealing.NONE);
        Posts posts =
                new Posts(
                        new Verifier(credentials, clock),
                        nothing,
                        Integer.MAX_VALUE,
                        clock,
                        Sealing.NONE);
        MultiMap sent = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        posts.verify(inbound, sent, body);
        return posts.events(inbound, sent, body);
    }

    /** The headers that the connector's {@code verify} asks for, as the third party makes them. */
    public Map<String, String> signature(byte[] body) throws Credentials.Missing {
        Map<String, String> headers = new LinkedHashMap<>();
        Verification verification = inbound.entry().verification();
        if (verification instanceof StandardWebhooks standard) {
            long seconds = Math.floorDiv(clock.millis(), 1_000L);
            headers.put(StandardSignature.ID, ID);
            headers.put(StandardSignature.TIMESTAMP, String.valueOf(seconds));
            headers.put(
                    StandardSignature.SIGNATURE,
                    new StandardSignature(credentials.text(standard.secret()), clock)
                            .sign(ID, seconds, new String(body, StandardCharsets.UTF_8)));
        } else if (verification instanceof Hmac hmac) {
            byte[] hash =
                    BodyHmac.of(hmac.algorithm().jca(), credentials.text(hmac.secret()), body);
            String text =
                    hmac.encoding() == Verification.Encoding.HEX
                            ? HexFormat.of().formatHex(hash)
                            : Base64.getEncoder().encodeToString(hash);
            headers.put(hmac.header(), hmac.prefix() + text);
        } else if (verification instanceof Bearer bearer) {
            headers.put("Authorization", "Bearer " + credentials.text(bearer.token()));
        } else if (verification instanceof Basic basic) {
            String both = credentials.text(basic.user()) + ":" + credentials.text(basic.password());
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }
}
