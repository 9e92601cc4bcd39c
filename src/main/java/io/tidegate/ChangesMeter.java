package io.tidegate;

import io.tidegate.api.LiveChanges;
import io.tidegate.delivery.Flight;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.route.DeliveryMeter;
import java.util.List;

/**
 * Lets the console's listeners know of what happens.
 *
 * @param next told too
 */
record ChangesMeter(DeliveryMeter next, LiveChanges changes) implements DeliveryMeter {

    @Override
    public void accepted(List<Acceptance> acceptances) {
        int events = 0;
        for (Acceptance acceptance : acceptances) {
            events += acceptance.duplicate() ? 0 : 1;
            acceptance.deliveries().forEach(one -> changes.changed(one.ref().connector(), ""));
        }
        changes.accepted(events);
        next.accepted(acceptances);
    }

    @Override
    public void ended(Flight flight, DeliveryRecord what) {
        changes.changed(flight.id().connector(), outcome(what.change()));
        next.ended(flight, what);
    }

    private static String outcome(Change change) {
        if (change instanceof Change.Delivered) {
            return "delivered";
        }
        if (change instanceof Change.Skipped) {
            return "skipped";
        }
        return change instanceof Change.Failed ? "failed" : "";
    }
}
