package io.tidegate.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "50", "0/s", "1001/s", "5/d", "-1/s", "1.5/s", "99999/s", " 5/s"})
    void whatIsNoRateIsNone(String text) {
        assertThat(Rate.parse(text)).isEmpty();
    }

    @Test
    void aRateIsSoManyInATime() {
        assertThat(Rate.parse("50/s").orElseThrow()).isEqualTo(Rate.DEFAULT);
        assertThat(Rate.parse("30/m").orElseThrow().each()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Rate.parse("1/h").orElseThrow().each()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void inAMinuteGoNoMoreThanTheRateAndABurst() {
        AtomicLong now = new AtomicLong(-5);
        Pace pace = new Pace(Rate.parse("50/s").orElseThrow(), now::get);
        int gone = 0;
        for (int i = 0; i < 6_000; i++) {
            int allowed = pace.allowed();
            gone += allowed;
            pace.took(allowed);
            now.addAndGet(10_000_000);
        }
        assertThat(gone).isBetween(2_995, 3_013);
    }

    @Test
    void aLongPauseEarnsNoMoreThanABurst() {
        AtomicLong now = new AtomicLong();
        Pace pace = new Pace(Rate.parse("50/s").orElseThrow(), now::get);
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(pace.allowed()).isEqualTo(12);
        pace.took(12);
        assertThat(pace.allowed()).isZero();
        now.addAndGet(20_000_000);
        assertThat(pace.allowed()).isEqualTo(1);
    }
}
