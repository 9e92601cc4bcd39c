package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final SteppedTime time = new SteppedTime();
    private final List<List<String>> sent = new ArrayList<>();
    private final List<String> back = new ArrayList<>();
    private final Set<String> foreign = new HashSet<>();
    private boolean maySend = true;
    private boolean shut;

    private Batching<String> batching(int concurrency, double perSecond) {
        return new Batching<>(
                new Batch(3, Duration.ofSeconds(2), null, null),
                new Batching.Bounds(concurrency, perSecond),
                time.shared(),
                new TheLane(),
                new Ends());
    }

    private final class TheLane implements Batching.Lane {
        @Override
        public boolean maySend() {
            return maySend;
        }

        @Override
        public boolean isShut() {
            return shut;
        }
    }

    private final class Ends implements Batching.Ends<String> {
        @Override
        public boolean fit(String one, String other) {
            return one.charAt(0) == other.charAt(0);
        }

        @Override
        public boolean isOurs(String record) {
            return !foreign.contains(record);
        }

        @Override
        public void send(List<String> records) {
            sent.add(records);
        }

        @Override
        public void putBack(List<String> records) {
            back.addAll(records);
        }
    }

    private static void add(Batching<String> to, String... records) {
        for (String record : records) {
            to.add(record, false);
        }
    }

    @Test
    void goesWhenItIsFull() {
        Batching<String> batching = batching(9, NO_LIMIT);
        add(batching, "a1", "a2");
        assertThat(sent).isEmpty();

        add(batching, "a3", "a4");

        assertThat(sent).containsExactly(List.of("a1", "a2", "a3"));
    }

    @Test
    void goesWhenTheFirstHasWaitedForLongEnough() {
        Batching<String> batching = batching(9, NO_LIMIT);
        add(batching, "a1");
        time.advance(1_500);
        add(batching, "a2");
        time.advance(499);
        assertThat(sent).isEmpty();

        time.advance(1);
        assertThat(sent).containsExactly(List.of("a1", "a2"));

        add(batching, "a3");
        time.advance(1_999);
        assertThat(sent).as("the next has a time of its own").hasSize(1);
        time.advance(1);
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatDoesNotFitBeginsTheNext() {
        Batching<String> batching = batching(9, NO_LIMIT);

        add(batching, "a1", "b1", "b2");
        time.advance(2_000);

        assertThat(sent).containsExactly(List.of("a1"), List.of("b1", "b2"));
    }

    @Test
    void whatGoesAloneTakesNobodyWithIt() {
        Batching<String> batching = batching(9, NO_LIMIT);
        add(batching, "a1");
        batching.add("a2", true);
        add(batching, "a3");
        time.advance(2_000);

        assertThat(sent).containsExactly(List.of("a2"), List.of("a1", "a3"));
    }

    @Test
    void noMoreAreOnTheWayThanMayBe() {
        Batching<String> batching = batching(1, NO_LIMIT);
        add(batching, "a1", "a2", "a3", "a4", "a5", "a6");
        assertThat(sent).hasSize(1);

        batching.ended();

        assertThat(sent).containsExactly(List.of("a1", "a2", "a3"), List.of("a4", "a5", "a6"));
    }

    @Test
    void theRateIsThatOfRequests() {
        Batching<String> batching = batching(99, 1);
        add(batching, "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
        assertThat(sent).hasSize(1);

        time.advance(1_020);
        assertThat(sent).hasSize(2);
        time.advance(1_020);
        assertThat(sent).hasSize(3);
    }

    @Test
    void whatIsPutAsideGoesBackWhenItsLaneShuts() {
        Batching<String> batching = batching(1, NO_LIMIT);
        add(batching, "a1", "a2", "a3", "a4", "a5", "a6", "a7");

        shut = true;
        time.advance(Batching.LOOK_MILLIS);

        assertThat(sent).as("what is on the wire ends").hasSize(1);
        assertThat(back).containsExactly("a4", "a5", "a6", "a7");
        batching.ended();
        time.advance(5_000);
        assertThat(sent).hasSize(1);

        shut = false;
        add(batching, "b1", "b2", "b3");
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatEndsOnAnAnswerThatShutsTheLaneSendsNothingMore() {
        Batching<String> batching = batching(1, NO_LIMIT);
        add(batching, "a1", "a2", "a3", "a4", "a5", "a6");

        shut = true;
        batching.ended();

        assertThat(sent).hasSize(1);
        assertThat(back).containsExactly("a4", "a5", "a6");
    }

    @Test
    void waitsWhileNothingMayBeSent() {
        Batching<String> batching = batching(9, NO_LIMIT);
        maySend = false;
        add(batching, "a1", "a2", "a3");
        time.advance(10_000);
        assertThat(sent).isEmpty();
        assertThat(back).isEmpty();

        maySend = true;
        time.advance(Batching.LOOK_MILLIS);
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatAnotherNodeHasByNowIsNotSent() {
        Batching<String> batching = batching(9, NO_LIMIT);
        add(batching, "a1", "a2");
        foreign.add("a1");
        time.advance(Batching.LOOK_MILLIS);
        assertThat(back).as("soon, since the other node waits for it").containsExactly("a1");

        foreign.add("a2");
        add(batching, "a3", "a4");
        assertThat(sent).containsExactly(List.of("a3", "a4"));
        assertThat(back).containsExactly("a1", "a2");
    }

    @Test
    void aBatchOfWhichNothingIsLeftTakesNoPlaceOnTheWire() {
        Batching<String> batching = batching(1, NO_LIMIT);
        foreign.addAll(List.of("a1", "a2", "a3"));
        add(batching, "a1", "a2", "a3");
        assertThat(back).hasSize(3);

        add(batching, "b1", "b2", "b3");
        assertThat(sent).containsExactly(List.of("b1", "b2", "b3"));
    }

    @Test
    void aStopSendsNothing() {
        Batching<String> batching = batching(9, NO_LIMIT);
        add(batching, "a1");
        batching.close();
        add(batching, "a2");
        time.advance(5_000);

        assertThat(sent).isEmpty();
        assertThat(back).containsExactly("a1", "a2");
    }

    @Test
    void itIsNoHaltWhileOthersAreWaitedForOrAnAnswerIs() {
        Batching<String> batching = batching(1, 1.0 / 300);
        assertThat(batching.waits()).isFalse();
        add(batching, "a1");
        assertThat(batching.waits()).as("for others").isTrue();
        add(batching, "a2", "a3");
        time.advance(59_999);
        assertThat(batching.waits()).as("for its answer").isTrue();
        time.advance(1);
        assertThat(batching.waits()).as("the answer does not come").isFalse();

        batching.ended();
        add(batching, "a4", "a5", "a6");
        time.advance(100_000);
        assertThat(sent).hasSize(1);
        assertThat(batching.waits()).as("for its rate").isTrue();
    }
}
