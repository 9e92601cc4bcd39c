package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.delivery.Flight;
import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.route.DeliveryMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailingDestinationsTest {
    private static final Set<String> BOTH = Set.of("crm", "mail");

    private final ManualClock clock = new ManualClock("2026-03-01T10:00:00Z");
    private final List<String> passedOn = new ArrayList<>();
    private final FailingDestinations failing = new FailingDestinations(new Next(), clock);

    private final class Next implements DeliveryMeter {
        @Override
        public void accepted(List<Acceptance> acceptances) {
            passedOn.add("accepted");
        }

        @Override
        public void ended(Flight flight, DeliveryRecord what) {
            passedOn.add(flight.id().connector());
        }
    }

    private void ended(String connector, Change change, @Nullable Attempt attempt) {
        Event event =
                new Event(
                        new Event.Attributes(
                                "e", "/s", "t", null, null, Event.Attributes.Optional.NONE),
                        new byte[0]);
        Flight flight = new Flight(new Flight.Id(1, connector, 0, "1"), event, Flight.Round.FIRST);
        failing.ended(
                flight,
                new DeliveryRecord(
                        new DeliveryRef(1, connector, 0),
                        change,
                        new DeliveryRecord.Made(1, attempt, null, false),
                        clock.millis()));
    }

    private void fails(String connector, @Nullable Integer status, int times) {
        for (int i = 0; i < times; i++) {
            ended(
                    connector,
                    new Change.Waiting(1, "request", "ann@b.example is unknown"),
                    new Attempt(1, 1, 1, status, null, "ann@b.example is unknown"));
        }
    }

    private void succeeds(String connector) {
        ended(connector, new Change.Delivered(null), new Attempt(1, 1, 1, 200, null, null));
    }

    @Test
    void fiveFailuresInARowNameTheConnectorWithoutQuotingTheError() {
        fails("crm", 503, 1);
        clock.advance(Duration.ofMinutes(2));
        fails("crm", null, 3);
        assertThat(failing.lines(BOTH)).isEmpty();

        fails("crm", 502, 1);

        assertThat(failing.lines(BOTH))
                .containsExactly(
                        "connector crm fails: none of its last 5 attempts succeeded, since"
                                + " 2026-03-01T10:00:00Z, the last one answered 502");
        fails("crm", null, 1);
        assertThat(failing.lines(BOTH))
                .singleElement()
                .asString()
                .contains("last 6 attempts")
                .endsWith("the last one without an answer");
    }

    @Test
    void oneSuccessEndsIt() {
        fails("crm", 503, 9);
        fails("mail", 503, 9);

        succeeds("crm");
        assertThat(failing.lines(BOTH)).hasSize(1).first().asString().contains("mail");

        fails("crm", 503, 4);
        assertThat(failing.lines(BOTH)).hasSize(1);
    }

    @Test
    void whatMadeNoAttemptNeitherCountsNorEndsIt() {
        fails("crm", 503, 5);

        ended("crm", new Change.Skipped("rule", "$.x"), null);
        ended("crm", new Change.HooksDone(null), null);

        assertThat(failing.lines(BOTH)).singleElement().asString().contains("last 5 attempts");
    }

    @Test
    void onlyConnectorsThatRunAreNamed() {
        fails("crm", 503, 5);

        assertThat(failing.lines(Set.of("mail"))).isEmpty();
    }

    @Test
    void everythingIsPassedOn() {
        failing.accepted(List.of());
        fails("crm", 503, 1);
        succeeds("mail");

        assertThat(passedOn).containsExactly("accepted", "crm", "mail");
    }
}
