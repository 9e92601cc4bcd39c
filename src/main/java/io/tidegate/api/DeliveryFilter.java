package io.tidegate.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which deliveries; what is null does not matter. */
record DeliveryFilter(
        @Nullable String connector,
        @Nullable String status,
        @Nullable String event,
        @Nullable String source,
        @Nullable String subject) {
    private static final Set<String> STATUSES =
            Set.of("pending", "delivering", "waiting", "delivered", "skipped", "failed");

    static DeliveryFilter of(Call call) {
        String status = call.query("status");
        if (status != null && !STATUSES.contains(status)) {
            throw new Refusal(
                    400,
                    "status is \""
                            + status
                            + "\", allowed are pending, delivering, waiting, delivered, skipped, failed");
        }
        return new DeliveryFilter(
                call.query("connector"),
                status,
                call.query("event"),
                call.query("source"),
                call.query("subject"));
    }

    boolean isUnfinished() {
        return "pending".equals(status) || "waiting".equals(status);
    }

    boolean isEmpty() {
        return connector == null
                && status == null
                && event == null
                && source == null
                && subject == null;
    }
}
