package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.BreakerTerms;
import io.tidegate.connector.Control;
import io.tidegate.connector.RateLimit;
import io.tidegate.delivery.Breaker;
import io.tidegate.delivery.Throttle;
import io.tidegate.delivery.TriggerComponent;
import io.tidegate.delivery.TriggerEndpoint;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlOptionsTest {
    private static final Control OTHER =
            new Control(
                    7,
                    new RateLimit(600, Duration.ofMinutes(1)),
                    new BreakerTerms(10, 60, Duration.ofSeconds(45)),
                    Duration.ofDays(3),
                    null);

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void open() {
        context.addComponent("trigger", new TriggerComponent());
    }

    @AfterEach
    void close() {
        context.stop();
    }

    private TriggerEndpoint trigger(Map<String, Object> options) {
        String text =
                options.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining("&", "trigger:crm?on=Login&", ""));
        return context.getEndpoint(text, TriggerEndpoint.class);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(ControlOptions.of(Control.DEFAULT, Control.DEFAULT)).isEmpty();
        assertThat(ControlOptions.of(OTHER, Control.DEFAULT))
                .containsEntry("rateLimit", "600/m")
                .containsEntry("breaker", "10/60/45s")
                .containsEntry("deactivateAfter", "3d");
        assertThat(
                        ControlOptions.read(
                                trigger(ControlOptions.of(OTHER, Control.DEFAULT)),
                                Control.DEFAULT))
                .isEqualTo(OTHER);
    }

    @Test
    void whatTheSettingsSayCanBeTakenBack() {
        Control bare = new Control(7, null, null, null, null);

        Map<String, Object> written = ControlOptions.of(bare, OTHER);

        assertThat(written).isEqualTo(Map.of("breaker", "off", "deactivateAfter", "never"));
        assertThat(ControlOptions.read(trigger(written), OTHER)).isEqualTo(bare);
        assertThat(ControlOptions.read(trigger(Map.of("breaker", "on")), OTHER).breaker())
                .isEqualTo(BreakerTerms.USUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rateLimit=100 | rateLimit of trigger:crm must be a number from 1 to 1000000 and /s, /m or /h, not \"100\"",
                "breaker=20 | breaker of trigger:crm must be on, off, or attempts (1 to 10000), percent of failures (1 to 100) and time (10ms to 1d), such as 20/100/30s, not \"20\"",
                "breaker=20/0/1s | breaker of trigger:crm must be on, off, or attempts (1 to 10000), percent of failures (1 to 100) and time (10ms to 1d), such as 20/100/30s, not \"20/0/1s\"",
                "breaker=10001/50/1s | breaker of trigger:crm must be on, off, or attempts (1 to 10000), percent of failures (1 to 100) and time (10ms to 1d), such as 20/100/30s, not \"10001/50/1s\"",
                "breaker=20/101/1s | breaker of trigger:crm must be on, off, or attempts (1 to 10000), percent of failures (1 to 100) and time (10ms to 1d), such as 20/100/30s, not \"20/101/1s\"",
                "breaker=20/50/9ms | breaker of trigger:crm must be on, off, or attempts (1 to 10000), percent of failures (1 to 100) and time (10ms to 1d), such as 20/100/30s, not \"20/50/9ms\"",
                "breaker=20/50/25h | breaker of trigger:crm must be on, off, or attempts (1 to 10000), percent of failures (1 to 100) and time (10ms to 1d), such as 20/100/30s, not \"20/50/25h\"",
                "deactivateAfter=soon | deactivateAfter of trigger:crm must be never or 1s to 365d, such as 5d, not \"soon\"",
                "deactivateAfter=999ms | deactivateAfter of trigger:crm must be never or 1s to 365d, such as 5d, not \"999ms\"",
                "deactivateAfter=366d | deactivateAfter of trigger:crm must be never or 1s to 365d, such as 5d, not \"366d\"",
                "concurrency=10001 | concurrency of trigger:crm must be 0, which takes the setting, or 1 to 10000, not \"10001\"",
                "concurrency=-1 | concurrency of trigger:crm must be 0, which takes the setting, or 1 to 10000, not \"-1\"",
            })
    void whatIsWrongIsNamed(String option, String message) {
        String[] parts = option.split("=");
        TriggerEndpoint wrong = trigger(Map.of(parts[0], parts[1]));

        assertThatThrownBy(() -> ControlOptions.read(wrong, Control.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/1/10ms", "10000/100/1d"})
    void theBoundsAreThoseOfTheYaml(String breaker) {
        assertThat(
                        ControlOptions.read(trigger(Map.of("breaker", breaker)), Control.DEFAULT)
                                .breaker())
                .extracting(BreakerTerms::text)
                .isEqualTo(breaker);
    }

    @Test
    void aLaneIsToldInRequestsASecond() {
        assertThat(ControlOptions.throttle(OTHER))
                .isEqualTo(new Throttle.Terms(10, new Breaker.Terms(10, 60, 45_000)));
        assertThat(ControlOptions.throttle(Control.DEFAULT)).isEqualTo(Throttle.Terms.FREE);
    }
}
