package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final SteppedTime time = new SteppedTime();
    private final List<List<String>> sent = new ArrayList<>();

    private Batching<String> batching(int concurrency, double perSecond) {
        return new Batching<>(
                new Batch(3, Duration.ofSeconds(2), null, null),
                new Batching.Bounds(concurrency, perSecond),
                time.shared(),
                (one, other) -> one.charAt(0) == other.charAt(0),
                sent::add);
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
    void aStopSendsWhatThereIs() {
        Batching<String> batching = batching(9, NO_LIMIT);
        add(batching, "a1");
        batching.flush();

        assertThat(sent).containsExactly(List.of("a1"));
    }
}
