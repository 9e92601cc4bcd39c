package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whether a delivery is an echo, and tells what was sent. */
final class EchoWatch {
    private volatile Echoes echoes = Echoes.NONE;

    void use(Echoes known) {
        echoes = known;
    }

    /** A stored request was judged before it was built. */
    boolean isSkipped(Connector to, Flight flight) {
        if (flight.isHooksOnly()) {
            return false;
        }
        Optional<String> skip =
                flight.isToBuild() ? echoes.skip(to, flight.event()) : Optional.empty();
        skip.ifPresent(flight::skippedBy);
        if (skip.isEmpty()) {
            echoes.sending(to, flight.event());
        }
        return skip.isPresent();
    }

    void sent(@Nullable Connector to, Flight flight, boolean delivered) {
        if (to != null && flight.skippedBy() == null) {
            echoes.sent(to, flight.event(), flight.startedAt(), delivered);
        }
    }
}
