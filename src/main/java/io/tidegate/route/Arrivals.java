package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Lane;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.CommitListener;
import io.tidegate.journal.Due;
import io.tidegate.journal.Holding;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Brings deliveries from the journal's commit into their connector's window, if there is room; the
 * feeder reads what found none.
 */
public final class Arrivals implements CommitListener {
    private final Roster roster;
    private final Holding holding;
    private final DeliveryMeter meter;
    private final Runnable wake;

    /**
     * @param holding whose deliveries begin here
     * @param wake lets the feeder look
     */
    Arrivals(Roster roster, Holding holding, DeliveryMeter meter, Runnable wake) {
        this.roster = roster;
        this.holding = holding;
        this.meter = meter;
        this.wake = wake;
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
        meter.accepted(acceptances);
        for (Acceptance acceptance : acceptances) {
            for (NewDelivery delivery : acceptance.deliveries()) {
                Lane lane = roster.lane(delivery.ref().connector());
                if (lane != null && !delivery.blocked()) {
                    lane.offer(
                            Translation.fresh(delivery.ref(), acceptance.event())
                                    .knownIn(holding.epoch()));
                }
            }
        }
    }

    @Override
    public void tookIn(List<Due> deliveries) {
        for (Due delivery : deliveries) {
            Lane lane = roster.lane(delivery.ref().connector());
            if (lane != null) {
                lane.offer(Translation.readBack(delivery).knownIn(holding.epoch()));
            }
        }
    }

    @Override
    public void released(String connector) {
        Lane lane = roster.lane(connector);
        if (lane != null) {
            lane.dueAt(0);
            wake.run();
        }
    }

    @Override
    public void restored() {
        roster.lanes().forEach(lane -> lane.dueAt(0));
        wake.run();
    }

    /** Partitions came: what lies in the journal for them is read. */
    public void gained() {
        roster.lanes().forEach(Lane::gained);
        wake.run();
    }

    /** Partitions go: nothing that is in memory for them begins. */
    public void lost(BitSet partitions) {
        Predicate<Flight> gone =
                flight ->
                        partitions.get(
                                Holding.partition(
                                        flight.id().delivery(), flight.id().subjectHash()));
        roster.lanes().forEach(lane -> lane.leave(gone));
    }
}
