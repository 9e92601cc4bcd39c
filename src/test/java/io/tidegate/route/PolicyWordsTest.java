package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.Retry;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.junit.jupiter.api.Test;

class PolicyWordsTest {
    private static final Retry USUAL =
            new Retry(5, Duration.ofSeconds(30), 1, Duration.ofDays(1), 0, Set.of());

    private final RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();

    private Retry read() {
        return PolicyWords.read(new DefaultCamelContext(), policy, USUAL);
    }

    @Test
    void whatIsNotWrittenIsAsTheSettingsSay() {
        assertThat(read()).isEqualTo(USUAL);
    }

    @Test
    void everyNumberIsRead() {
        policy.setMaximumRedeliveries("8");
        policy.setRedeliveryDelay("2s");
        policy.setMaximumRedeliveryDelay("3600000");
        policy.setBackOffMultiplier("3");
        policy.setCollisionAvoidanceFactor("0.2");

        assertThat(read())
                .isEqualTo(
                        new Retry(8, Duration.ofSeconds(2), 3, Duration.ofHours(1), 0.2, Set.of()));
    }

    @Test
    void aSwitchAloneMeansCamelsNumberAndOffIsOff() {
        policy.setUseExponentialBackOff("true");
        policy.setUseCollisionAvoidance("true");
        assertThat(read().backOffMultiplier()).isEqualTo(2);
        assertThat(read().jitter()).isEqualTo(0.15);

        policy.setBackOffMultiplier("3");
        policy.setUseExponentialBackOff("false");
        policy.setUseCollisionAvoidance("false");
        policy.setDisableRedelivery("true");
        assertThat(read().backOffMultiplier()).isEqualTo(1);
        assertThat(read().jitter()).isZero();
        assertThat(read().attempts()).isZero();
    }

    @Test
    void aLongestDelayBelowTheDelayIsRefused() {
        policy.setMaximumRedeliveryDelay("1000");

        assertThatThrownBy(this::read)
                .hasMessage(
                        "maximumRedeliveryDelay of the redeliveryPolicy is 1000, allowed is at least the"
                                + " redeliveryDelay");
    }

    @Test
    void allWordsWithoutEffectAreNamedAtOnce() {
        policy.setLogStackTrace("true");
        policy.setAsyncDelayedRedelivery("true");

        assertThatThrownBy(this::read)
                .hasMessageStartingWith(
                        "asyncDelayedRedelivery, logStackTrace of the redeliveryPolicy would have no effect");
    }
}
