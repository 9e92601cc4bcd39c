package io.tidegate.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries; what is null does not matter.
 *
 * @param event its CloudEvents id
 * @param text that an id, the subject, the type or the reason holds
 */
record DeliveryFilter(
        @Nullable String connector,
        @Nullable String status,
        @Nullable String event,
        About about,
        Period period,
        @Nullable String text) {
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
                About.of(call),
                Period.of(call),
                call.text());
    }

    boolean isUnfinished() {
        return "pending".equals(status) || "waiting".equals(status);
    }

    /** Whether it asks for nothing but a period, which is a range of ids. */
    boolean isEmpty() {
        return connector == null
                && status == null
                && event == null
                && about.isEmpty()
                && text == null;
    }
}
