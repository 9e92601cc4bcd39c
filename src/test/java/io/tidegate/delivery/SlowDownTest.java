package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowDownTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final SlowDown slowDown = new SlowDown();

    private void sent(int requests, long at) {
        for (int i = 0; i < requests; i++) {
            slowDown.sent(at);
        }
    }

    @Test
    void halvesWhatWasSentInTheLastSecond() {
        assertThat(slowDown.isSlowed()).isFalse();
        sent(200, 10_500);

        assertThat(slowDown.refused(10_500, 11_000, NO_LIMIT)).isTrue();

        assertThat(slowDown.pace()).isEqualTo(100);
    }

    @Test
    void whatWasSentBeforeTheLastHalvingDoesNotHalveItAgain() {
        sent(200, 10_500);
        slowDown.refused(10_500, 11_000, NO_LIMIT);

        for (int i = 0; i < 199; i++) {
            assertThat(slowDown.refused(10_500 + i, 11_000 + i, NO_LIMIT)).isFalse();
        }
        assertThat(slowDown.pace()).isEqualTo(100);

        assertThat(slowDown.refused(11_001, 11_300, NO_LIMIT)).isTrue();
        assertThat(slowDown.pace()).isEqualTo(50);
    }

    @Test
    void comesBackStepByStepAndThenLetsGo() {
        sent(200, 10_500);
        slowDown.refused(10_500, 11_000, NO_LIMIT);

        assertThat(slowDown.answered(11_999)).isFalse();
        assertThat(slowDown.pace()).as("one step a second").isEqualTo(100);
        slowDown.answered(12_000);
        slowDown.answered(12_500);
        assertThat(slowDown.pace()).isEqualTo(110);
        for (int second = 13; second < 21; second++) {
            assertThat(slowDown.answered(second * 1_000)).isFalse();
        }
        assertThat(slowDown.pace()).isEqualTo(190);

        assertThat(slowDown.answered(21_000)).isTrue();
        assertThat(slowDown.isSlowed()).isFalse();
    }

    @Test
    void neverStandsStill() {
        sent(640, 10_500);
        for (int i = 0; i < 40; i++) {
            slowDown.refused(11_000 + i * 10, 11_005 + i * 10, NO_LIMIT);
        }

        assertThat(slowDown.pace()).isEqualTo(10);
    }

    /** A third party may answer 429 to everything at first, whatever the pace. */
    @Test
    void oneASecondIsTheSlowest() {
        sent(20, 10_500);
        for (int i = 0; i < 40; i++) {
            slowDown.refused(11_000 + i * 10, 11_005 + i * 10, NO_LIMIT);
        }

        assertThat(slowDown.pace()).isEqualTo(1);
    }

    @Test
    void littleTrafficIsNotHalvedToNothing() {
        sent(1, 10_500);
        slowDown.refused(10_500, 10_600, NO_LIMIT);
        assertThat(slowDown.pace()).isEqualTo(8);
    }

    @Test
    void beginsAtTheLimitIfThatIsLower() {
        sent(1, 10_500);
        slowDown.refused(10_500, 10_600, 2);
        assertThat(slowDown.pace()).isEqualTo(1);
    }
}
