package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.TraceContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a stored request gets to its third party, with what is made for one send alone. */
@FunctionalInterface
public interface Sending extends AutoCloseable {

    /**
     * Never blocks; {@code then} is called exactly once, with a reply that may be stored.
     *
     * @param trace the span that it is sent in; null: none
     * @throws StageFailed if it cannot be sent as it is; {@code then} is not called then
     */
    void send(
            OutboundRequest stored,
            String idempotencyKey,
            @Nullable TraceContext trace,
            Consumer<Reply> then)
            throws StageFailed;

    /** The same, for whoever must know whose request it is. */
    default void send(Flight flight, OutboundRequest stored, Consumer<Reply> then)
            throws StageFailed {
        send(stored, flight.id().idempotencyKey(), flight.trace(), then);
    }

    /** Of several deliveries in one; in the trace that all of them are in. */
    default void send(
            List<Flight> flights,
            OutboundRequest stored,
            String idempotencyKey,
            Consumer<Reply> then)
            throws StageFailed {
        TraceContext first = flights.get(0).trace();
        boolean isShared =
                first != null && flights.stream().allMatch(one -> first.equals(one.trace()));
        send(stored, idempotencyKey, isShared ? first : null, then);
    }

    /** Ends its connections. */
    @Override
    default void close() {}

    /** Asked each time a connector's route starts. */
    @FunctionalInterface
    interface Factory {
        Sending of(Connector connector);
    }
}
