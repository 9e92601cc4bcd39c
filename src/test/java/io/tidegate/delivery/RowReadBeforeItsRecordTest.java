package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReadBeforeItsRecordTest {
    private final List<Flight> started = new ArrayList<>();
    private final Lane lane =
            new Lane(
                    "crm",
                    Runnable::run,
                    new Lane.Shape(4, 1),
                    new Lane.Gate(
                            () -> true, new MemoryBudget(1_000_000), () -> {}, SteppedTime.NONE),
                    started::add);

    /** Killed processes showed it: a request was repeated although its 2xx was recorded. */
    @Test
    void aRowThatWasReadBeforeItsRecordIsNotSentAgain() {
        lane.open(new Lane.Shape(4, 1));
        assertThat(lane.beginFeed(0)).isPositive();
        lane.fed(List.of(delivery(1)), false, Long.MAX_VALUE);
        lane.dueAt(0);

        assertThat(lane.beginFeed(0)).isPositive();
        List<Flight> readMeanwhile = List.of(delivery(1), delivery(2));
        lane.ended(started.get(0), false);
        lane.recorded(started.get(0));
        lane.fed(readMeanwhile, false, Long.MAX_VALUE);

        assertThat(started).extracting(flight -> flight.id().delivery()).containsExactly(1L, 2L);
    }

    @Test
    void aRetryIsReadBackOnceItsRecordIsCommitted() {
        lane.open(new Lane.Shape(4, 1));
        lane.beginFeed(0);
        lane.fed(List.of(delivery(1)), false, Long.MAX_VALUE);
        lane.ended(started.get(0), false);
        lane.recorded(started.get(0));
        lane.dueAt(0);

        assertThat(lane.beginFeed(0)).isPositive();
        lane.fed(List.of(delivery(1)), false, Long.MAX_VALUE);

        assertThat(started).extracting(flight -> flight.id().delivery()).containsExactly(1L, 1L);
    }

    private static Flight delivery(long id) {
        var attributes =
                new Event.Attributes(
                        "e-" + id, "/test", "Register", null, null, Event.Attributes.Optional.NONE);
        return new Flight(
                new Flight.Id(id, "crm", 0, Long.toString(id)),
                new Event(attributes, null),
                Flight.Round.FIRST);
    }
}
