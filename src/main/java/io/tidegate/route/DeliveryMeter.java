package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.DeliveryRecord;
import java.util.List;

/** Told what happens to events and deliveries, for metrics and the log; must return at once. */
public interface DeliveryMeter {

    /** Committed just now. */
    void accepted(List<Acceptance> acceptances);

    /** A delivery's route ended; its record is on its way to the journal. */
    void ended(Flight flight, DeliveryRecord what);
}
