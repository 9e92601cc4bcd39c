package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSwitchTest {

    /** A request that was on the wire for longer than a stop waits ends after it. */
    @Test
    void whatFailsAfterTheStopIsLeftToTheNextStart() {
        List<String> asked = new ArrayList<>();
        SelfSwitch switching =
                new SelfSwitch(null, null, null, () -> 1, asked::add, Clock.systemUTC());
        switching.close();

        assertThatCode(() -> switching.deactivate("crm", "it only failed", asked::add))
                .doesNotThrowAnyException();

        assertThat(asked).isEmpty();
    }
}
