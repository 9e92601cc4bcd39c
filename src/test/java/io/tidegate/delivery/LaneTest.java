package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final List<Flight> started = new ArrayList<>();
    private final MemoryBudget budget = new MemoryBudget(100_000_000);
    private final AtomicInteger hungry = new AtomicInteger();
    private boolean mayBegin = true;
    private final Lane lane = lane(4);

    private Lane lane(int concurrency) {
        return new Lane(
                "crm",
                Runnable::run,
                new Lane.Shape(concurrency, 2),
                new Lane.Gate(() -> mayBegin, budget, hungry::incrementAndGet, SteppedTime.NONE),
                flight -> started.add(flight));
    }

    @Test
    void takesNothingBeforeItIsOpen() {
        lane.offer(flight(1));

        assertThat(started).isEmpty();
        assertThat(lane.beginFeed(0)).isZero();
        assertThat(budget.used()).isZero();
    }

    @Test
    void wantsNothingWhileNothingIsDueAndNothingReady() {
        assertThat(lane.wants(0)).as("closed").isFalse();
        lane.open(new Lane.Shape(4, 2));
        assertThat(lane.wants(0)).as("what lies in the journal").isTrue();
        opened(lane);
        assertThat(lane.wants(0)).as("hooks that lie there").isTrue();
        lane.hooksRead(-1);
        assertThat(lane.wants(0)).isFalse();

        lane.dueAt(5);
        assertThat(lane.wants(4)).isFalse();
        assertThat(lane.wants(5)).isTrue();
        lane.beginFeed(5);
        mayBegin = false;
        lane.fed(List.of(flight(1)), false, NEVER);
        assertThat(lane.wants(5)).as("one that could not begin").isTrue();
    }

    @Test
    void readsTheJournalBeforeItTakesWhatIsNew() {
        lane.open(new Lane.Shape(4, 2));
        lane.offer(flight(9));
        assertThat(started).isEmpty();

        assertThat(lane.beginFeed(0)).isEqualTo(Lane.FED);
        lane.fed(List.of(flight(1), flight(9)), false, NEVER);
        lane.offer(flight(10));

        assertThat(ids(started)).containsExactly(1L, 9L, 10L);
    }

    @Test
    void asksForMoreAsSoonAsLittleIsReadyAndMoreLiesInTheJournal() {
        lane.open(new Lane.Shape(4, 2));
        lane.beginFeed(0);
        lane.fed(LongStream.rangeClosed(1, 300).mapToObj(LaneTest::flight).toList(), true, NEVER);
        for (int i = 0; i < 41; i++) {
            lane.ended(started.get(i), false);
        }
        assertThat(hungry).as("256 are ready").hasValue(0);

        lane.ended(started.get(41), false);
        assertThat(hungry).hasValue(1);
        assertThat(lane.beginFeed(0)).isPositive();

        lane.ended(started.get(42), false);
        assertThat(hungry).as("somebody reads already").hasValue(1);
    }

    @Test
    void asksForNothingWhenNothingLiesInTheJournal() {
        opened(lane);
        offer(1, 6);
        lane.ended(started.get(0), false);

        assertThat(hungry).hasValue(0);
    }

    @Test
    void startsNoMoreThanItsWindow() {
        opened(lane);
        offer(1, 6);

        assertThat(ids(started)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lane.view()).isEqualTo(new Lane.View(2, 4, 4));

        lane.ended(started.get(0), false);

        assertThat(ids(started)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void leavesInTheJournalWhatDoesNotFitAndAllThatComesAfterIt() {
        opened(lane);
        offer(1, 4 + Lane.MAX_READY + 1);
        assertThat(lane.view().ready()).isEqualTo(Lane.MAX_READY);

        endAllInMemory();
        lane.offer(flight(50_000));

        assertThat(ids(started)).doesNotContain(4L + Lane.MAX_READY + 1, 50_000L);
        assertThat(lane.beginFeed(0)).isPositive();
        lane.fed(List.of(flight(4 + Lane.MAX_READY + 1), flight(50_000)), false, NEVER);
        assertThat(ids(started)).contains(4L + Lane.MAX_READY + 1, 50_000L);
    }

    @Test
    void isNotFedBeforeSomethingIsDue() {
        opened(lane);
        assertThat(lane.beginFeed(999)).isZero();

        lane.dueAt(1_000);
        lane.dueAt(2_000);

        assertThat(lane.beginFeed(999)).isZero();
        assertThat(lane.beginFeed(1_000)).isPositive();
        lane.fed(List.of(), false, 2_000);
        assertThat(lane.beginFeed(1_999)).isZero();
        assertThat(lane.beginFeed(2_000)).isPositive();
    }

    @Test
    void asksForWhatIsInMemoryTooSinceTheJournalHasItStill() {
        opened(lane);
        offer(1, 3);
        lane.dueAt(0);

        assertThat(lane.beginFeed(0)).isEqualTo(Lane.FED + 3);
        lane.fed(List.of(flight(1), flight(2), flight(3), flight(4)), false, NEVER);

        assertThat(ids(started)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void isFedAgainWhenTheJournalHadMore() {
        lane.open(new Lane.Shape(4, 2));
        lane.beginFeed(0);
        lane.fed(List.of(flight(1)), true, NEVER);
        lane.offer(flight(99));

        assertThat(ids(started)).containsExactly(1L);
        assertThat(lane.beginFeed(0)).isPositive();
    }

    @Test
    void whatComesWhileTheJournalIsReadIsNotForgotten() {
        lane.open(new Lane.Shape(4, 2));
        lane.beginFeed(0);
        lane.offer(flight(7));
        lane.fed(List.of(flight(1)), false, NEVER);

        assertThat(ids(started)).containsExactlyInAnyOrder(7L, 1L);
    }

    @Test
    void takesADeliveryBackFromTheJournalOnlyAfterItsRecord() {
        opened(lane);
        Flight first = flight(1);
        lane.offer(first);
        lane.ended(first, false);
        lane.offer(flight(1));
        assertThat(started).hasSize(1);

        lane.recorded(first);
        lane.offer(flight(1));

        assertThat(started).hasSize(2);
    }

    @Test
    void startsNothingWhileNoAttemptMayBegin() {
        opened(lane);
        mayBegin = false;
        offer(1, 2);
        assertThat(started).isEmpty();
        lane.dueAt(0);
        assertThat(lane.beginFeed(0)).isZero();

        mayBegin = true;
        lane.work();

        assertThat(ids(started)).containsExactly(1L, 2L);
    }

    @Test
    void halvesItsWindowWhileAttemptsOnlyTimeOutAndOpensItAgain() {
        opened(lane);
        offer(1, 40);

        assertThat(windowsAfterTimeouts(7)).containsExactly(4, 4, 4, 2, 2, 1, 1);
        lane.ended(started.get(0), false);
        assertThat(lane.view().window()).isEqualTo(2);
        lane.ended(started.get(0), false);
        lane.ended(started.get(0), false);
        assertThat(lane.view().window()).isEqualTo(4);
    }

    @Test
    void oneOtherEndBetweenTimeoutsKeepsTheWindow() {
        opened(lane);
        offer(1, 40);
        windowsAfterTimeouts(3);

        lane.ended(started.get(0), false);

        assertThat(windowsAfterTimeouts(3)).containsExactly(4, 4, 4);
    }

    @Test
    void holdsItsReserveHoweverFullMemoryIsAndNoMore() {
        MemoryBudget small = new MemoryBudget(2 * flight(1).event().weight());
        Lane tight = lane(128, small);
        LongStream.rangeClosed(1, 70).forEach(id -> tight.offer(flight(id)));
        assertThat(started).hasSize(64);

        started.forEach(flight -> tight.ended(flight, false));
        List.copyOf(started).forEach(tight::recorded);

        assertThat(small.used()).isZero();
        assertThat(tight.beginFeed(0)).isPositive();
        tight.fed(List.of(flight(65), flight(66)), false, NEVER);
        assertThat(started).hasSize(66);
    }

    @Test
    void holdsNoMoreThanItsShareSoThatOthersFindRoom() {
        Lane greedy = lane(256, new MemoryBudget(400 * flight(1).event().weight()));
        LongStream.rangeClosed(1, 150).forEach(id -> greedy.offer(flight(id)));

        assertThat(started).hasSize(100);
    }

    private Lane lane(int concurrency, MemoryBudget of) {
        Lane.Gate gate = new Lane.Gate(() -> true, of, () -> {}, SteppedTime.NONE);
        Lane made =
                new Lane("crm", Runnable::run, new Lane.Shape(concurrency, 2), gate, started::add);
        opened(made);
        return made;
    }

    @Test
    void closingLeavesWhatIsReadyToTheJournalAndLetsTheRestEnd() {
        opened(lane);
        offer(1, 6);

        lane.close();
        lane.ended(started.get(0), false);

        assertThat(ids(started)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lane.view()).isEqualTo(new Lane.View(0, 3, 4));
        assertThat(lane.isIdle()).isFalse();
        List.copyOf(started).subList(1, 4).forEach(flight -> lane.ended(flight, false));
        started.forEach(lane::recorded);
        assertThat(lane.isIdle()).isTrue();
        assertThat(budget.used()).isZero();
    }

    /** They may be discarded while it is closed, and would be sent when it opens. */
    @Test
    void whatWasReadFromTheJournalBeforeItClosedIsReadAgain() {
        lane.open(new Lane.Shape(4, 2));
        lane.beginFeed(0);
        lane.close();
        lane.fed(List.of(flight(1)), false, NEVER);
        lane.open(new Lane.Shape(4, 2));
        lane.work();
        assertThat(started).isEmpty();
        assertThat(budget.used()).isZero();

        lane.beginFeed(0);
        lane.close();
        lane.open(new Lane.Shape(4, 2));
        lane.fed(List.of(flight(1)), false, NEVER);
        assertThat(started).isEmpty();

        assertThat(lane.beginFeed(0)).isPositive();
        lane.fed(List.of(flight(2)), false, NEVER);
        assertThat(ids(started)).containsExactly(2L);
    }

    @Test
    void whatFoundNoRouteIsReadBack() {
        opened(lane);
        lane.offer(flight(1));
        assertThat(lane.beginFeed(0)).isZero();

        lane.notStarted(started.get(0));

        assertThat(budget.used()).isZero();
        assertThat(lane.isIdle()).isTrue();
        assertThat(lane.beginFeed(0)).isPositive();
        lane.fed(List.of(flight(1)), false, NEVER);
        assertThat(ids(started)).containsExactly(1L, 1L);
    }

    @Test
    void hooksThatFoundNoRouteAreReadBack() {
        opened(lane);
        lane.beginHooks();
        lane.takeHooks(List.of(hooksOf(7), hooksOf(9)));
        lane.hooksRead(-1);

        lane.notStarted(started.get(1));
        assertThat(lane.hooksFrom()).isEqualTo(8);
        lane.notStarted(started.get(0));
        assertThat(lane.hooksFrom()).isEqualTo(6);
    }

    private static Flight hooksOf(long id) {
        return flight(id).onlyHooks(new Reply.Answered(200, Map.of(), new byte[0]));
    }

    @Test
    void hooksThatAreDueTakePlacesOfTheWindow() {
        assertThat(lane.takeHooks(List.of(flight(1)))).isZero();
        opened(lane);

        assertThat(lane.takeHooks(List.of(flight(1), flight(2)))).isEqualTo(2);

        assertThat(ids(started)).containsExactly(1L, 2L);
    }

    @Test
    void manyThreadsLoseNothingDoubleNothingAndKeepToTheWindow() throws InterruptedException {
        int count = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger doubles = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Lane[] busy = new Lane[1];
        busy[0] =
                new Lane(
                        "crm",
                        threads,
                        new Lane.Shape(16, 4),
                        new Lane.Gate(() -> true, budget, () -> {}, SteppedTime.NONE),
                        flight -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            if (!seen.add(flight.id().delivery())) {
                                doubles.incrementAndGet();
                            }
                            threads.execute(
                                    () -> {
                                        now.decrementAndGet();
                                        busy[0].ended(flight, flight.id().delivery() % 3 == 0);
                                        busy[0].recorded(flight);
                                    });
                        });
        opened(busy[0]);

        Set<Long> left = ConcurrentHashMap.newKeySet();
        LongStream.rangeClosed(1, count).forEach(left::add);
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            int from = p;
            producers.add(
                    new Thread(
                            () -> {
                                for (long id = from + 1; id <= count; id += 4) {
                                    busy[0].offer(flight(id));
                                }
                            }));
        }
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        feedUntilNothingIsLeft(busy[0], left, seen);
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(seen).hasSize(count);
        assertThat(doubles).hasValue(0);
        assertThat(most.get()).isBetween(1, 16);
        assertThat(busy[0].isIdle()).isTrue();
        assertThat(budget.used()).isZero();
    }

    /** As the feeder does: rows that have no record yet come back, whether in memory or not. */
    private static void feedUntilNothingIsLeft(Lane busy, Set<Long> left, Set<Long> seen) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .pollInterval(java.time.Duration.ofMillis(1))
                .until(
                        () -> {
                            left.removeAll(seen);
                            int rows = busy.beginFeed(0);
                            if (rows > 0) {
                                List<Flight> found =
                                        left.stream()
                                                .filter(id -> !seen.contains(id))
                                                .sorted()
                                                .limit(rows)
                                                .map(LaneTest::flight)
                                                .toList();
                                busy.fed(found, found.size() == rows, NEVER);
                            }
                            return left.isEmpty() && busy.isIdle();
                        });
    }

    private static void opened(Lane lane) {
        lane.open(
                lane.view().window() == 4
                        ? new Lane.Shape(4, 2)
                        : new Lane.Shape(lane.view().window(), 4));
        assertThat(lane.beginFeed(0)).isPositive();
        lane.fed(List.of(), false, NEVER);
    }

    private void offer(long from, long to) {
        LongStream.rangeClosed(from, to).forEach(id -> lane.offer(flight(id)));
    }

    private void endAllInMemory() {
        for (int next = 0; next < started.size(); next++) {
            lane.ended(started.get(next), false);
            lane.recorded(started.get(next));
        }
    }

    private List<Integer> windowsAfterTimeouts(int count) {
        List<Integer> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lane.ended(started.get(0), true);
            windows.add(lane.view().window());
        }
        return windows;
    }

    private static List<Long> ids(List<Flight> flights) {
        return flights.stream().map(flight -> flight.id().delivery()).toList();
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
