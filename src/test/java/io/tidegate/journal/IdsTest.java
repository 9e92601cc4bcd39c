package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final SteppedClock clock = new SteppedClock("2026-02-01T10:00:00Z");

    @Test
    void growStrictlyWhenTheClockStandsOrStepsBack() {
        Ids ids = new Ids(clock, 0);
        long last = 0;
        for (int i = 0; i < 3_000_000; i++) {
            if (i % 1_000_000 == 999_999) {
                clock.advance(Duration.ofHours(-1));
            }
            long next = ids.next();
            assertThat(next > last).isTrue();
            last = next;
        }
    }

    @Test
    void followTheClockWhenItHasPassedThem() {
        Ids ids = new Ids(clock, 0);
        ids.next();
        clock.advance(Duration.ofMillis(1));

        assertThat(ids.next())
                .isBetween(Ids.lowestOf(clock.millis()), Ids.lowestOf(clock.millis() + 1) - 1);
    }

    @Test
    void goOnAboveTheLastOneStored() {
        long stored = Ids.lowestOf(clock.millis() + 5_000);

        assertThat(new Ids(clock, stored).next()).isGreaterThan(stored);
    }

    @Test
    void severalNodesNeverShareOneWhateverTheyHaveSeenOfEachOther() {
        Set<Long> all = new HashSet<>();
        for (int slot = 1; slot <= 3; slot++) {
            int own = slot;
            Ids ids = new Ids(clock, 0, () -> own);
            long last = 0;
            for (int i = 0; i < 50_000; i++) {
                if (i % 1_000 == 999) {
                    ids.after(last + 7);
                }
                long next = ids.next();
                assertThat(next > last && next % Ids.SLOTS == own && all.add(next)).isTrue();
                last = next;
            }
        }
    }

    @Test
    void journalsBegunInTheSameMillisecondHardlyShareIds() {
        assertThat(Stream.generate(() -> new Ids(clock, 0).next()).limit(3).distinct().count())
                .isGreaterThan(1);
    }
}
