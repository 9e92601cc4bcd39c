package io.tidegate.oidc;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.security.Seal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that was begun, as the browser keeps it, sealed, until the provider sends it back.
 *
 * @param next the place in the console to go to afterwards
 * @param cookie of the session that the browser had: what comes from another site brings none
 * @param at ms since 1970
 */
record Begun(
        String state,
        String nonce,
        String verifier,
        String next,
        @Nullable String cookie,
        long at) {
    private static final String PURPOSE = "oidc";

    String sealed(Seal seal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state);
        json.put("nonce", nonce);
        json.put("verifier", verifier);
        json.put("next", next);
        json.put("at", at);
        if (cookie != null) {
            json.put("cookie", cookie);
        }
        return seal.seal(PURPOSE, Json.text(json));
    }

    /** Null if it was not sealed here. */
    static @Nullable Begun open(@Nullable String sealed, Seal seal) {
        String text = sealed == null ? null : seal.open(PURPOSE, sealed);
        try {
            return text == null ? null : read(text);
        } catch (InvalidJson e) {
            return null;
        }
    }

    private static @Nullable Begun read(String text) throws InvalidJson {
        if (Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> json
                && json.get("state") instanceof String state
                && json.get("nonce") instanceof String nonce
                && json.get("verifier") instanceof String verifier
                && json.get("next") instanceof String next
                && json.get("at") instanceof Number at) {
            return new Begun(
                    state, nonce, verifier, next, (String) json.get("cookie"), at.longValue());
        }
        return null;
    }
}
