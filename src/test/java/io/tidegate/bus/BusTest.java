package io.tidegate.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.intake.Intake;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final Bus.Ends ENDS =
            new Bus.Ends(
                    events -> CompletableFuture.failedFuture(new Intake.NotStored(false, "never")),
                    rejected -> CompletableFuture.completedFuture(null),
                    (topic, events, rejected) -> {});

    private static Bus reading(String endpoint) {
        return new Bus(
                new Bus.Sources(null, new MessageSource(endpoint, null, null, null)), ENDS, 1_024);
    }

    @Test
    void withNothingToReadNothingStarts() {
        try (Bus bus = new Bus(new Bus.Sources(null, null), ENDS, 1_024)) {
            bus.open(new DefaultRegistry());
            assertThat(bus.problems()).isEmpty();
            assertThat(bus.lag()).isZero();
        }
    }

    @Test
    void anEndpointThatGivesNoMessagesOfABrokerIsAnErrorOfTheStart() {
        try (Bus bus = reading("timer:tick?period=1000")) {
            assertThatThrownBy(() -> bus.open(new DefaultRegistry()))
                    .hasMessage(
                            "the bus was not opened: TIDEGATE_BUS_ENDPOINT begins with timer:, allowed are Camel's"
                                    + " endpoints for JMS and AMQP, such as jms: and amqp:");
        }
    }

    @Test
    void aJmsEndpointNeedsAConnectionFactoryThatIsThere() {
        try (Bus bus = reading("jms:queue:events?connectionFactory=#broker")) {
            assertThatThrownBy(() -> bus.open(new DefaultRegistry()))
                    .hasMessageContaining("broker");
        }
    }
}
