package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import java.util.function.Consumer;

/** How the requests of one connector reach their third party; comes and goes with its route. */
@FunctionalInterface
public interface Sending extends AutoCloseable {
    /**
     * Never blocks.
     *
     * @param stored as it is kept and repeated, its secrets are references
     * @param then called exactly once, unless this throws
     * @throws StageFailed if it cannot be sent as it stands
     */
    void send(OutboundRequest stored, Flight.Id id, Consumer<Reply> then) throws StageFailed;

    @Override
    default void close() {}

    /** Asked each time a connector's route starts. */
    @FunctionalInterface
    interface Factory {
        Sending of(Connector connector);
    }
}
