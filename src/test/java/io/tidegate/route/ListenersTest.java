package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.TriggerPattern;
import io.tidegate.journal.Subscriptions.Subscription;
import io.tidegate.route.Listeners.Listener;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    void aBackfillIsForItsConnectorAloneWhateverOthersListenTo() {
        Listeners listeners = new Listeners();
        listeners.add("all", listener("*"));
        listeners.add("dotted", listener("backfill.*"));
        listeners.add("named", listener("backfill.crm"));
        listeners.add("crm", listener("Register"));

        assertThat(listeners.of("backfill.crm")).containsExactly(new Subscription("crm", true));
        assertThat(listeners.of("backfill.nobody")).isEmpty();
        assertThat(listeners.of("Register"))
                .extracting(Subscription::connector)
                .containsExactly("all", "crm");
        listeners.remove("crm");
        assertThat(listeners.of("backfill.crm")).isEmpty();
    }

    private static Listener listener(String on) {
        return new Listener(List.of(TriggerPattern.parse(on)), true);
    }
}
