package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Lane;
import io.tidegate.journal.Holding;
import java.util.function.BooleanSupplier;

/** What the batches of connectors ask of their lanes, and tell whoever looks at health. */
final class Batches {
    private final Roster roster;
    private final Holding holding;
    private final BooleanSupplier mayBegin;

    /**
     * @param mayBegin whether any request may begin now
     */
    Batches(Roster roster, Holding holding, BooleanSupplier mayBegin) {
        this.roster = roster;
        this.holding = holding;
        this.mayBegin = mayBegin;
    }

    BatchSending.Lane of(String connector) {
        return new Of(connector);
    }

    private final class Of implements BatchSending.Lane {
        private final String connector;

        Of(String connector) {
            this.connector = connector;
        }

        @Override
        public boolean maySend() {
            return mayBegin.getAsBoolean();
        }

        @Override
        public boolean isShut() {
            Lane lane = roster.lane(connector);
            return lane != null && lane.isShut();
        }

        @Override
        public boolean isOurs(Flight flight) {
            Flight.Id id = flight.id();
            return flight.epoch() == holding.epoch()
                    && holding.has(Holding.partition(id.delivery(), id.subjectHash()));
        }

        @Override
        public void watch(BooleanSupplier waits) {
            roster.watch(connector, waits);
        }

        @Override
        public void leave(BooleanSupplier waits) {
            roster.leave(connector, waits);
        }
    }
}
