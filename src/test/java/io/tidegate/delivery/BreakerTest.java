package io.tidegate.delivery;

import static io.tidegate.delivery.Breaker.State.CLOSED;
import static io.tidegate.delivery.Breaker.State.HALF_OPEN;
import static io.tidegate.delivery.Breaker.State.OFF;
import static io.tidegate.delivery.Breaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Breaker breaker = new Breaker(new Breaker.Terms(4, 100, 30_000));

    private static void end(Breaker breaker, String outcomes) {
        for (int i = 0; i < outcomes.length(); i++) {
            breaker.ended(i, outcomes.charAt(i) == '+', 1_000);
        }
    }

    @Test
    void opensAfterSoManyFailuresInARow() {
        end(breaker, "---+---");
        assertThat(breaker.state(1_000)).isEqualTo(CLOSED);

        assertThat(breaker.ended(9, false, 1_000)).isTrue();

        assertThat(breaker.state(1_000)).isEqualTo(OPEN);
        assertThat(breaker.openUntil(1_000)).isEqualTo(31_000);
        assertThat(breaker.lets(30_999)).isFalse();
    }

    @Test
    void opensAtItsRateOfFailuresOnceItHasSeenEnough() {
        Breaker half = new Breaker(new Breaker.Terms(10, 50, 30_000));
        end(half, "---------");
        assertThat(half.state(1_000)).as("nine are too few").isEqualTo(CLOSED);

        Breaker below = new Breaker(new Breaker.Terms(10, 50, 30_000));
        end(below, "+-+-+-+-++");
        assertThat(below.state(1_000)).as("four of ten").isEqualTo(CLOSED);
        end(below, "--");
        assertThat(below.state(1_000)).as("five of the last ten").isEqualTo(OPEN);
    }

    @Test
    void letsOneTryAtATimeWhenItsTimeIsOver() {
        end(breaker, "----");

        assertThat(breaker.state(31_000)).isEqualTo(HALF_OPEN);
        assertThat(breaker.lets(31_000)).isTrue();
        breaker.begun(7);
        assertThat(breaker.isProbing()).isTrue();
        assertThat(breaker.lets(31_000)).isFalse();
    }

    @Test
    void closesWhenTheOneThatTriesSucceeds() {
        end(breaker, "----");
        breaker.begun(7);

        assertThat(breaker.ended(7, true, 31_500)).isTrue();

        assertThat(breaker.state(31_500)).isEqualTo(CLOSED);
        end(breaker, "---");
        assertThat(breaker.state(31_500)).as("it counts anew").isEqualTo(CLOSED);
    }

    @Test
    void waitsAgainWhenTheOneThatTriesFails() {
        end(breaker, "----");
        breaker.begun(7);

        assertThat(breaker.ended(7, false, 31_500)).isFalse();

        assertThat(breaker.state(61_499)).isEqualTo(OPEN);
        assertThat(breaker.state(61_500)).isEqualTo(HALF_OPEN);
        assertThat(breaker.lets(61_500)).isTrue();
    }

    @Test
    void whatBeganBeforeItOpenedDecidesNothing() {
        end(breaker, "----");

        assertThat(breaker.ended(99, true, 2_000)).isFalse();

        assertThat(breaker.state(2_000)).isEqualTo(OPEN);
    }

    @Test
    void anotherOneMayTryWhenTheFirstReachedNobody() {
        end(breaker, "----");
        breaker.begun(7);
        breaker.toldNothing(7);

        assertThat(breaker.state(31_000)).isEqualTo(HALF_OPEN);
        assertThat(breaker.lets(31_000)).isTrue();
    }

    @Test
    void neverOpensWhereItIsOff() {
        Breaker off = new Breaker(null);
        end(off, "-".repeat(1_000));

        assertThat(off.state(1_000)).isEqualTo(OFF);
        assertThat(off.lets(1_000)).isTrue();
    }
}
