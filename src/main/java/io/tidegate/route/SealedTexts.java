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

    /**
     * The exchange property that says: what is in the body now is what was posted, or made of it.
     */
    private static final String OPENED = "tidegate.opened";

    private SealedTexts() {}

    static Sealing of(CamelContext context) {
        Sealing found = context.getRegistry().lookupByNameAndType(BEAN, Sealing.class);
        return found == null ? Sealing.NONE : found;
    }

    /**
     * What was posted, as the inflow that it was posted to reads it; others see it sealed. Once: a
     * text that a mapping puts together is never opened.
     */
    static @Nullable Object opened(Exchange exchange, @Nullable Object body) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        String connector = flight.id().connector();
        if (!flight.event().type().equals(Connector.INFLOW_TYPE + connector)
                || exchange.getProperty(OPENED) != null) {
            return body;
        }
        exchange.setProperty(OPENED, true);
        Sealing sealing = of(exchange.getContext());
        boolean[] lost = {false};
        Object opened =
                Sealing.changed(
                        body,
                        leaf -> {
                            if (!Sealing.isSealed(leaf)) {
                                return leaf;
                            }
                            String text = sealing.open(connector, String.valueOf(leaf));
                            lost[0] |= text == null;
                            return text;
                        });
        if (lost[0]) {
            throw lost(flight.stage());
        }
        return opened;
    }

    /** The stored profile as it is sent: of its texts the password alone is ever sealed. */
    static Map<String, @Nullable Object> opened(
            Sealing sealing, String connector, Map<String, @Nullable Object> profile)
            throws StageFailed {
        Object password = profile.get(PASSWORD);
        if (!Sealing.isSealed(password)) {
            return profile;
        }
        String text = sealing.open(connector, String.valueOf(password));
        if (text == null) {
            throw lost(Stage.REQUEST);
        }
        return with(profile, text);
    }

    private static StageFailed lost(Stage stage) {
        return StageFailed.forGood(
                stage,
                "a password in it cannot be opened: it was not sealed here for this connector, or"
                        + " with a master key that is gone; the third party has to post it once more,"
                        + " or put that key back and replay this",
                null);
    }

    /** The profile as it is stored. */
    static Map<String, @Nullable Object> sealed(
            Sealing sealing, String connector, Map<String, @Nullable Object> profile) {
        return profile.get(PASSWORD) instanceof String text && !text.isEmpty()
                ? with(profile, sealing.seal(connector, text))
                : profile;
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> profile, String password) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(profile);
        changed.put(PASSWORD, password);
        return changed;
    }
}
