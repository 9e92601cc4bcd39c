package io.tidegate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void aMillionAddressesAreRememberedInBoundedMemory() {
        Throttle throttle = new Throttle(3, 1_000, clock);
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(throttle.take(Integer.toString(i))).isZero();
        }
        assertThat(throttle.size()).isEqualTo(20_000);
    }

    @Test
    void whoKeepsTryingIsNotForgottenAmongManyOthers() {
        Throttle throttle = new Throttle(3, 1_000, clock);
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.take("eve")).isZero();
        }
        for (int i = 0; i < 100_000; i++) {
            throttle.take(Integer.toString(i));
            if (i % 10_000 == 0) {
                assertThat(throttle.take("eve")).isEqualTo(1);
            }
        }
    }
}
