package io.tidegate.intake;

import io.tidegate.event.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where events are stored; the journal, as intake sees it. */
public interface Intake {

    /** One answer for each event, in order, after the commit; fails with a {@link NotStored}. */
    CompletionStage<List<Answer>> accept(List<Event> events);

    /** Whether the event is stored now or had been before. */
    record Answer(String id, boolean duplicate) {}

    /**
     * Nothing was stored: too much waits, or the journal cannot be written. Sending it again is
     * right.
     */
    final class NotStored extends RuntimeException {
        private final boolean busy;

        public NotStored(boolean busy, String why) {
            super(why, null, false, false);
            this.busy = busy;
        }

        /** True if there is only too much at once. */
        public boolean isBusy() {
            return busy;
        }
    }
}
