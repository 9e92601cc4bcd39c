package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.TriggerPattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final Mark MARK = new Mark("f.yaml", 1, 3);

    private static Connector connector(String id, String... on) {
        return new Connector(
                new Label(id, null, null, MARK),
                Stream.of(on).map(TriggerPattern::parse).toList(),
                new Stages(List.of(), List.of(), null, List.of()),
                new EndpointTarget("direct:x", MARK),
                Terms.DEFAULT);
    }

    private final Subscriptions subscriptions =
            new Subscriptions(
                    List.of(
                            connector("all", "*"),
                            connector("register", "Register", "register"),
                            connector("own", "com.acme.order.paid")));

    @Test
    void everyListenerIsFoundOnceInTheOrderGiven() {
        assertThat(subscriptions.to("REGISTER"))
                .extracting(Connector::id)
                .containsExactly("all", "register");
        assertThat(subscriptions.to("com.acme.order.paid"))
                .extracting(Connector::id)
                .containsExactly("all", "own");
        assertThat(new Subscriptions(List.of()).to("Register")).isEmpty();
    }

    @Test
    void aTypeSeenBeforeIsNotMatchedAgain() {
        assertThat(subscriptions.to("Login")).isSameAs(subscriptions.to("Login"));
    }

    @Test
    void inventedTypesDoNotFillTheMemory() {
        for (int i = 0; i < 3 * Subscriptions.MAX_CACHED_TYPES; i++) {
            subscriptions.to("com.acme.invented." + i);
        }
        subscriptions.to("x".repeat(Subscriptions.MAX_CACHED_LENGTH + 1));
        assertThat(subscriptions.cachedTypes()).isBetween(1, Subscriptions.MAX_CACHED_TYPES);
    }
}
