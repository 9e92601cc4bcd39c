package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpacingTest {
    private final Random lateness = new Random(8);

    @ParameterizedTest
    @CsvSource({
        "1,1000",
        "10,1000",
        "100,1000",
        "700,1000",
        "5000,1000",
        "90,60000",
        "120,3600000"
    })
    void noUnitSeesMoreThanTheLimitAndItIsUsedUp(int limit, long unit) {
        List<Long> sent = sent(limit * 1_000.0 / unit, unit * 3);

        for (int i = 0; i + limit < sent.size(); i++) {
            assertThat(sent.get(i + limit) - sent.get(i)).isGreaterThanOrEqualTo(unit);
        }
        assertThat(sent.size()).isGreaterThanOrEqualTo((int) (limit * 3 * 0.97));
    }

    /** By timers that are up to 5 ms late. */
    private List<Long> sent(double perSecond, long millis) {
        Spacing spacing = new Spacing();
        List<Long> sent = new ArrayList<>();
        long now = 1_000_000;
        long end = now + millis;
        while (now < end) {
            long wait = spacing.millisTo(now);
            if (wait == 0) {
                spacing.took(now, perSecond);
                sent.add(now);
            } else {
                now += wait + lateness.nextInt(5);
            }
        }
        return sent;
    }

    @ParameterizedTest
    @CsvSource({"10", "100"})
    void aPauseIsNotMadeUpForByABurst(int perSecond) {
        Spacing spacing = new Spacing();
        spacing.took(0, perSecond);
        long now = 3_600_000;
        int burst = 0;
        while (spacing.millisTo(now) == 0) {
            spacing.took(now, perSecond);
            burst++;
        }

        assertThat(burst).isLessThanOrEqualTo(1 + perSecond / 100);
    }

    @ParameterizedTest
    @CsvSource({"1", "50"})
    void whatWasNotSentIsGivenBack(int perSecond) {
        Spacing spacing = new Spacing();
        for (int i = 0; i < 1_000; i++) {
            spacing.took(500, perSecond);
            spacing.gaveBack(perSecond);
        }

        assertThat(spacing.millisTo(500)).isZero();
    }
}
