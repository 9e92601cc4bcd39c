package io.tidegate.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Reply.Answered;
import io.tidegate.delivery.Reply.NeverSent;
import io.tidegate.delivery.Reply.Unanswered;
import io.tidegate.event.Json;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Texts that must not be stored, and what stands in their place. */
final class Redaction {
    /**
     * A shorter text is no secret, and taking it out would spoil what has nothing to do with it.
     */
    private static final int SHORTEST = 6;

    /** The longest first: one text may begin with another. */
    private final Map<String, String> places =
            new TreeMap<>(
                    Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));

    void add(String secret, String reference) {
        if (secret.length() >= SHORTEST) {
            places.put(secret, reference);
            String encoded = URLEncoder.encode(secret, UTF_8);
            places.put(encoded, reference);
            places.put(encoded.replace("+", "%20"), reference);
            String quoted = Json.text(secret);
            places.put(quoted.substring(1, quoted.length() - 1), reference);
        }
    }

    Reply of(Reply reply) {
        if (places.isEmpty()) {
            return reply;
        }
        if (reply instanceof Answered answered) {
            Map<String, String> headers = new LinkedHashMap<>();
            answered.headers().forEach((name, value) -> headers.put(name, of(value)));
            return new Answered(answered.status(), headers, of(answered.body()));
        }
        if (reply instanceof Unanswered unanswered) {
            return new Unanswered(of(unanswered.reason()), unanswered.timedOut());
        }
        NeverSent never = (NeverSent) reply;
        return new NeverSent(of(never.reason()), never.retryAfter());
    }

    /** True if none of them is in it: in a text, or in a text anywhere inside a list or map. */
    boolean isClean(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .allMatch(e -> isClean(e.getKey()) && isClean(e.getValue()));
        }
        if (json instanceof List<?> list) {
            return list.stream().allMatch(this::isClean);
        }
        return !(json instanceof String text) || of(text).equals(text);
    }

    String of(String text) {
        String clean = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            clean = clean.replace(place.getKey(), place.getValue());
        }
        return clean;
    }

    /** One character a byte, so that a body of any kind stays what it is around the secret. */
    private byte[] of(byte[] body) {
        String clean = new String(body, ISO_8859_1);
        for (Map.Entry<String, String> place : places.entrySet()) {
            String bytes = new String(place.getKey().getBytes(UTF_8), ISO_8859_1);
            clean = clean.replace(bytes, place.getValue());
        }
        return clean.getBytes(ISO_8859_1);
    }
}
