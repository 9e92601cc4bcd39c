package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThrottledLaneTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final SteppedTime time = new SteppedTime();
    private final List<Flight> started = new ArrayList<>();
    private final MemoryBudget budget = new MemoryBudget(100_000_000);
    private int hungry;

    private Lane lane(int concurrency, double perSecond, Breaker.Terms breaker) {
        Lane lane =
                new Lane(
                        "crm",
                        Runnable::run,
                        new Lane.Shape(concurrency, 1),
                        new Lane.Gate(() -> true, budget, () -> hungry++, time.shared()),
                        started::add);
        lane.open(new Lane.Shape(concurrency, 1, new Throttle.Terms(perSecond, breaker)));
        feed(lane);
        lane.hooksRead(-1);
        return lane;
    }

    private void feed(Lane lane, Flight... flights) {
        assertThat(lane.beginFeed(time.millis())).isPositive();
        lane.fed(List.of(flights), false, NEVER);
    }

    private static void offer(Lane lane, long from, long to) {
        LongStream.rangeClosed(from, to).forEach(id -> lane.offer(flight(id)));
    }

    @Test
    void sendsAtItsRateAndNoFaster() {
        Lane lane = lane(1_000, 10, null);
        offer(lane, 1, 100);
        assertThat(started).hasSize(1);

        time.advance(1_000);
        assertThat(started.size()).isBetween(10, 11);
        time.advance(4_000);
        assertThat(started.size()).isBetween(49, 51);
    }

    @Test
    void takesItsPartOfARateThatSeveralNodesShare() {
        time.nodes(4);
        Lane lane = lane(1_000, 40, null);
        offer(lane, 1, 100);

        time.advance(5_000);

        assertThat(started.size()).isBetween(49, 51);
    }

    @Test
    void aDeliveryThatSendsNothingTakesNothingOfTheRate() {
        Lane lane = lane(1, 1, null);
        offer(lane, 1, 100);

        for (int i = 0; i < 99; i++) {
            lane.ended(started.get(i), false); // skipped by a rule
        }

        assertThat(started).hasSize(100);
    }

    @Test
    void dueHooksPassWhatWaitsForTheRate() {
        Lane lane = lane(8, 0.001, null);
        offer(lane, 1, 10);
        assertThat(ids()).containsExactly(1L);

        Flight hooks = flight(99).onlyHooks(new Reply.Answered(200, Map.of(), new byte[0]));
        lane.takeHooks(List.of(hooks));

        assertThat(ids()).containsExactly(1L, 99L);
    }

    @Test
    void halvesItsPaceOn429AndComesBack() {
        Lane lane = lane(1_000, 100, null);
        offer(lane, 1, 2_000);
        time.advance(2_000);
        int before = started.size();
        answer(lane, started.get(before - 1), 429, Map.of());

        assertThat(lane.throttle().perSecond()).isBetween(48.0, 50.0);
        assertThat(lane.throttle().slowed()).isTrue();
        time.advance(1_000);
        assertThat(started.size() - before).isBetween(47, 51);

        for (int i = 0; i < 10; i++) {
            answer(lane, started.get(before + i), 200, Map.of());
            time.advance(1_000);
        }
        answer(lane, started.get(before + 10), 200, Map.of());
        assertThat(lane.throttle().slowed()).isFalse();
        assertThat(lane.throttle().perSecond()).isEqualTo(100);
    }

    @Test
    void retryAfterHoldsTheWholeConnectorAndGivesItsMemoryBack() {
        Lane lane = lane(2, Double.POSITIVE_INFINITY, null);
        offer(lane, 1, 10);
        long now = time.millis();

        answer(lane, started.get(0), 429, Map.of("retry-after", "60"));

        assertThat(started).hasSize(2);
        assertThat(lane.view().ready()).isZero();
        assertThat(lane.throttle().parkedUntil()).isEqualTo(now + 60_000);
        assertThat(lane.isKeptBack()).isTrue();
        lane.offer(flight(11));
        assertThat(lane.beginFeed(time.millis())).isZero();
        time.advance(59_999);
        assertThat(lane.wants(time.millis())).isFalse();

        time.advance(1);
        assertThat(lane.wants(time.millis())).isTrue();
        feed(lane, flight(3), flight(4));
        assertThat(ids()).containsExactly(1L, 2L, 3L);
        assertThat(lane.throttle().slowed()).isTrue();
    }

    @Test
    void a503WithRetryAfterHoldsTooAndOneWithoutDoesNot() {
        Lane lane = lane(1, Double.POSITIVE_INFINITY, null);
        offer(lane, 1, 10);

        answer(lane, started.get(0), 503, Map.of());
        assertThat(started).hasSize(2);

        answer(lane, started.get(1), 503, Map.of("retry-after", "1"));
        assertThat(started).hasSize(2);
    }

    @Test
    void parksWhatItHasWhenItsBreakerOpensAndTriesOne() {
        Lane lane = lane(2, Double.POSITIVE_INFINITY, new Breaker.Terms(3, 100, 30_000));
        offer(lane, 1, 100);
        for (int i = 0; i < 3; i++) {
            refuse(lane, started.get(i));
        }
        assertThat(lane.throttle().breaker()).isEqualTo(Breaker.State.OPEN);
        assertThat(lane.view().ready()).isZero();
        refuse(lane, started.get(3)); // was on the wire
        assertThat(started).hasSize(4);
        assertThat(budget.used()).isZero();

        time.advance(30_000);
        assertThat(lane.beginFeed(time.millis())).as("the one that is due longest").isEqualTo(1);
        lane.fed(List.of(flight(5)), true, NEVER);
        assertThat(ids()).endsWith(5L);
        assertThat(lane.beginFeed(time.millis())).as("while it tries").isZero();

        refuse(lane, started.get(4));
        assertThat(lane.throttle().breaker()).isEqualTo(Breaker.State.OPEN);
        assertThat(lane.beginFeed(time.millis())).isZero();
    }

    @Test
    void goesOnWithAllWhenTheOneThatTriesSucceeds() {
        Lane lane = lane(2, Double.POSITIVE_INFINITY, new Breaker.Terms(2, 100, 30_000));
        offer(lane, 1, 100);
        refuse(lane, started.get(0));
        refuse(lane, started.get(1));
        answer(lane, started.get(2), 200, Map.of());
        time.advance(30_000);
        assertThat(lane.beginFeed(time.millis())).isEqualTo(1);
        lane.fed(List.of(flight(4)), true, NEVER);
        hungry = 0;

        answer(lane, started.get(3), 200, Map.of());

        assertThat(lane.throttle().breaker()).isEqualTo(Breaker.State.CLOSED);
        assertThat(hungry).as("asks to be fed at once").isEqualTo(1);
        assertThat(lane.beginFeed(time.millis())).isEqualTo(Lane.FED);
    }

    @Test
    void whatIsReadWhileItParksStaysInTheJournal() {
        Lane lane = lane(2, Double.POSITIVE_INFINITY, new Breaker.Terms(1, 100, 30_000));
        offer(lane, 1, 1);
        lane.dueAt(0);
        assertThat(lane.beginFeed(time.millis())).isPositive();
        refuse(lane, started.get(0));

        lane.fed(List.of(flight(7), flight(8)), false, NEVER);

        assertThat(started).hasSize(1);
        assertThat(lane.view().ready()).isZero();
        time.advance(30_000);
        assertThat(lane.beginFeed(time.millis())).isEqualTo(1);
    }

    @Test
    void anotherOneTriesWhenTheFirstWasSkippedOrFoundNoRoute() {
        Lane lane = lane(2, Double.POSITIVE_INFINITY, new Breaker.Terms(1, 100, 30_000));
        offer(lane, 1, 1);
        refuse(lane, started.get(0));
        time.advance(30_000);
        feed(lane, flight(2));
        lane.ended(started.get(1), false);
        lane.recorded(started.get(1));
        lane.dueAt(0);
        feed(lane, flight(3));
        lane.notStarted(started.get(2));
        feed(lane, flight(3));

        assertThat(ids()).containsExactly(1L, 2L, 3L, 3L);
    }

    @Test
    void anActivationBeginsAnew() {
        Lane lane = lane(2, Double.POSITIVE_INFINITY, new Breaker.Terms(1, 100, 30_000));
        offer(lane, 1, 1);
        refuse(lane, started.get(0));
        lane.close();

        lane.open(new Lane.Shape(2, 1, new Throttle.Terms(5, null)));

        assertThat(lane.throttle().breaker()).isEqualTo(Breaker.State.OFF);
        assertThat(lane.throttle().perSecond()).isEqualTo(5);
        feed(lane, flight(1));
        assertThat(started).hasSize(2);
    }

    @Test
    void anAnswerThatRefusesTheRequestShowsAThirdPartyThatWorks() {
        Lane lane = lane(1, Double.POSITIVE_INFINITY, new Breaker.Terms(2, 100, 30_000));
        offer(lane, 1, 100);
        for (int i = 0; i < 50; i++) {
            answer(lane, started.get(i), 422, Map.of());
        }

        assertThat(lane.throttle().breaker()).isEqualTo(Breaker.State.CLOSED);
    }

    private void answer(Lane lane, Flight flight, int status, Map<String, String> headers) {
        end(lane, flight, new Reply.Answered(status, headers, new byte[0]));
    }

    private void refuse(Lane lane, Flight flight) {
        end(lane, flight, new Reply.NeverSent("connection refused"));
    }

    private void end(Lane lane, Flight flight, Reply reply) {
        flight.started(time.millis());
        flight.ended(reply);
        lane.ended(flight, false);
        lane.recorded(flight);
    }

    private List<Long> ids() {
        return started.stream().map(flight -> flight.id().delivery()).toList();
    }

    private static Flight flight(long id) {
        Event event =
                new Event(
                        new Attributes(
                                "e" + id, "/test", "a.b", null, null, Attributes.Optional.NONE),
                        "{}".getBytes(StandardCharsets.UTF_8));
        return new Flight(
                new Flight.Id(id, "crm", 0, Long.toString(id)), event, Flight.Round.FIRST);
    }
}
