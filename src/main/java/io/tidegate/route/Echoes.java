package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.event.Event;
import java.util.Optional;

/** Who need not hear of an event, since the change was its own. Never blocks. */
public interface Echoes {
    /** Everybody hears of everything. */
    Echoes NONE =
            new Echoes() {
                @Override
                public Optional<String> skip(Connector to, Event event) {
                    return Optional.empty();
                }

                @Override
                public void sending(Connector to, Event event) {}

                @Override
                public void sent(Connector to, Event event, long begunAt, boolean delivered) {}
            };

    /** Why this connector does not send this event; empty: it does. */
    Optional<String> skip(Connector to, Event event);

    /** An attempt begins. */
    void sending(Connector to, Event event);

    /**
     * It has ended.
     *
     * @param begunAt ms since 1970
     * @param delivered false: it may have reached the system all the same
     */
    void sent(Connector to, Event event, long begunAt, boolean delivered);
}
