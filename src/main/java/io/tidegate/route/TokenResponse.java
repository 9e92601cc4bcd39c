package io.tidegate.route;

import io.tidegate.delivery.Reply;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answered.
 *
 * @param expiresIn seconds; null: it does not say
 * @param problem why there is no access token; null: there is
 * @param retryAfter its header; null: none
 */
record TokenResponse(
        @Nullable String accessToken,
        @Nullable String refreshToken,
        @Nullable Long expiresIn,
        @Nullable String problem,
        @Nullable String retryAfter) {
    private static final long SPARE_SECONDS = 60;
    private static final int LONGEST_REASON = 300;

    static TokenResponse of(Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return failed(String.valueOf(reply.error()), null);
        }
        Map<?, ?> json = json(answered.body());
        String token = text(json, "access_token");
        if (answered.isSuccess() && token != null) {
            return new TokenResponse(
                    token,
                    text(json, "refresh_token"),
                    seconds(json.get("expires_in")),
                    null,
                    null);
        }
        String retryAfter = answered.headers().get("retry-after");
        String why = answered.isSuccess() ? " without an access_token" : error(json);
        return failed("the token endpoint answered " + answered.status() + why, retryAfter);
    }

    private static TokenResponse failed(String problem, @Nullable String retryAfter) {
        return new TokenResponse(null, null, null, problem, retryAfter);
    }

    private static Map<?, ?> json(byte[] body) {
        try {
            return Json.parse(body) instanceof Map<?, ?> map ? map : Map.of();
        } catch (InvalidJson notJson) {
            return Map.of();
        }
    }

    private static @Nullable String text(Map<?, ?> json, String key) {
        return json.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** Some write it as text. */
    private static @Nullable Long seconds(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.matches("\\d{1,9}(\\.\\d{1,9})?") ? new BigDecimal(text).longValue() : null;
    }

    /** As RFC 6749, section 5.2, has it. */
    private static String error(Map<?, ?> json) {
        String error = text(json, "error");
        String description = text(json, "error_description");
        if (error == null) {
            return "";
        }
        String words = description == null ? error : error + ": " + description;
        return " ("
                + (words.length() > LONGEST_REASON
                        ? words.substring(0, LONGEST_REASON) + "…"
                        : words)
                + ")";
    }

    /** Until when it is used, ms since 1970: a request needs some time on its way. */
    long until(long now) {
        if (expiresIn == null) {
            return Long.MAX_VALUE;
        }
        return now + (expiresIn - Math.min(SPARE_SECONDS, expiresIn / 10)) * 1_000;
    }

    /** Holds tokens: not to be printed. */
    @Override
    public String toString() {
        return problem == null ? "an access token" : problem;
    }
}
