package io.tidegate.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many deliveries came to what.
 *
 * @param retried attempts that failed and are repeated
 */
record Outcomes(long delivered, long skipped, long failed, long retried) {
    static final Outcomes NONE = new Outcomes(0, 0, 0, 0);

    static Outcomes of(String outcome, long happened) {
        return switch (outcome) {
            case "delivered" -> new Outcomes(happened, 0, 0, 0);
            case "skipped" -> new Outcomes(0, happened, 0, 0);
            case "failed" -> new Outcomes(0, 0, happened, 0);
            case "retried" -> new Outcomes(0, 0, 0, happened);
            default -> NONE;
        };
    }

    Outcomes plus(Outcomes other) {
        return new Outcomes(
                delivered + other.delivered,
                skipped + other.skipped,
                failed + other.failed,
                retried + other.retried);
    }

    /** Of those that were to be delivered, 0 to 1; null without any. */
    @Nullable Double successRate() {
        long tried = delivered + failed;
        return tried == 0 ? null : (Double) ((double) delivered / tried);
    }

    /** How they ended. */
    Map<String, Object> ends() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("delivered", delivered);
        json.put("skipped", skipped);
        json.put("failed", failed);
        return json;
    }

    /** And what was repeated. */
    Map<String, Object> all() {
        Map<String, Object> json = ends();
        json.put("retried", retried);
        return json;
    }
}
