package io.tidegate.journal;

import io.tidegate.event.Event;
import java.util.List;

/**
 * One event's answer: stored now with its deliveries, or a duplicate of one that was stored before.
 *
 * @param deliveries what was committed with the event; empty for a duplicate
 */
public record Acceptance(Event event, boolean duplicate, List<NewDelivery> deliveries) {

    /**
     * @param blocked an earlier delivery of its subject is unfinished: not to be sent before that
     *     ends
     * @param handedOver its partition is another node's, which finds it in the journal
     */
    public record NewDelivery(DeliveryRef ref, boolean blocked, boolean handedOver) {
        public NewDelivery(DeliveryRef ref, boolean blocked) {
            this(ref, blocked, false);
        }
    }
}
