package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Sealing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** An inflow's passwords, sealed wherever they are stored, and open in memory alone. */
final class SealedTexts {
    static final String BEAN = "tidegate-sealing";

    private static final String PASSWORD = "Password";

    private SealedTexts() {}

    static Sealing of(CamelContext context) {
        Sealing found = context.getRegistry().lookupByNameAndType(BEAN, Sealing.class);
        return found == null ? Sealing.NONE : found;
    }

    /** What was posted, as the inflow that it was posted to reads it; others see it sealed. */
    static @Nullable Object opened(Exchange exchange, @Nullable Object body) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        String own = Connector.INFLOW_TYPE + flight.id().connector();
        return flight.event().type().equals(own)
                ? opened(of(exchange.getContext()), flight.stage(), body)
                : body;
    }

    static @Nullable Object opened(Sealing sealing, Stage stage, @Nullable Object body)
            throws StageFailed {
        boolean[] lost = {false};
        Object opened =
                Sealing.changed(
                        body,
                        leaf -> {
                            if (!Sealing.isSealed(leaf)) {
                                return leaf;
                            }
                            String text = sealing.open(String.valueOf(leaf));
                            lost[0] |= text == null;
                            return text;
                        });
        if (lost[0]) {
            throw StageFailed.forGood(
                    stage,
                    "a password in it is sealed with a master key that is gone: the third party has"
                            + " to post it once more, or put the key back and replay this",
                    null);
        }
        return opened;
    }

    /** The profile as it is stored. */
    static Map<String, @Nullable Object> sealed(
            Sealing sealing, Map<String, @Nullable Object> profile) {
        if (!(profile.get(PASSWORD) instanceof String text) || Sealing.isSealed(text)) {
            return profile;
        }
        Map<String, @Nullable Object> sealed = new LinkedHashMap<>(profile);
        sealed.put(PASSWORD, sealing.seal(text));
        return sealed;
    }
}
