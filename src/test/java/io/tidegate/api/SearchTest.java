package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Windows of ten rows, numbered down from 100; each takes as long as the test says. */
class SearchTest {
    private final List<Long> asked = new ArrayList<>();
    private long now;
    private long takes;

    private final Search search = new Search(() -> now);

    /** Of each window the rows that the divisor divides. */
    private Search.Windows<Long, RuntimeException> every(int divisor) {
        return (before, limit) -> {
            asked.add(before);
            now += takes;
            List<Long> found =
                    LongStream.range(before - 10, before)
                            .map(row -> 2 * before - 11 - row) // newest first
                            .filter(row -> row % divisor == 0)
                            .boxed()
                            .toList();
            return Page.of(found, limit, row -> row, before <= 10 ? null : (Long) (before - 10));
        };
    }

    @Test
    void whatIsRareIsFoundAtTheFirstQuestion() {
        Page<Long> page = search.full(100L, 3, every(25));
        assertThat(page.rows()).containsExactly(75L, 50L, 25L);
        assertThat(page.next()).isEqualTo(20L);
    }

    @Test
    void aFullPageEndsWhereItIsFull() {
        Page<Long> page = search.full(100L, 3, every(5));
        assertThat(page.rows()).containsExactly(95L, 90L, 85L);
        assertThat(page.next()).isEqualTo(85L);
        assertThat(asked).containsExactly(100L, 90L);
    }

    @Test
    void noWindowBeginsWhenTheTimeIsOver() {
        takes = Search.MOST_NANOS / 2;
        Page<Long> page = search.full(100L, 3, every(1_000));
        assertThat(asked).containsExactly(100L, 90L);
        assertThat(page.rows()).isEmpty();
        assertThat(page.next()).isEqualTo(80L);
    }

    @Test
    void whereAPageMayBeCutTheFirstRowsAreEnough() {
        Page<Long> page = search.any(100L, 3, every(25));
        assertThat(page.rows()).containsExactly(75L);
        assertThat(page.next()).isEqualTo(70L);
    }

    @Test
    void atTheEndThereIsNothingMoreToAskFor() {
        Page<Long> page = search.full(100L, 3, every(1_000));
        assertThat(page.rows()).containsExactly(0L);
        assertThat(page.next()).isNull();
    }
}
