package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import java.time.Clock;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends the request, or the stored one again; where after hooks follow, goes on only when its
 * success is recorded.
 */
final class RequestStep extends AsyncProcessorSupport {
    private final RequestBuilder builder;
    private final Supplier<Sending> sendings;
    private final Judge judge;
    private final Clock clock;
    private final SuccessRecord success;
    private final BooleanSupplier everythingStops;

    /** Its connections come and go with the route. */
    private volatile @Nullable Sending sending;

    /**
     * Records a 2xx, with hooks due; {@code then} runs when that is committed, where steps may run.
     */
    @FunctionalInterface
    interface SuccessRecord {
        void commit(Flight flight, Runnable then);
    }

    RequestStep(
            RequestBuilder builder,
            Supplier<Sending> sendings,
            Judge judge,
            Clock clock,
            SuccessRecord success,
            BooleanSupplier everythingStops) {
        this.builder = builder;
        this.sendings = sendings;
        this.judge = judge;
        this.clock = clock;
        this.success = success;
        this.everythingStops = everythingStops;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Flight flight = Steps.flight(exchange);
        if (flight.isHooksOnly()) {
            judge.again(flight);
            callback.done(true);
            return true;
        }
        flight.at(Stage.REQUEST);
        try {
            OutboundRequest built = flight.request();
            OutboundRequest request =
                    built != null ? built : builder.build(flight, exchange.getMessage().getBody());
            if (built == null) {
                flight.built(request);
            }
            flight.started(clock.millis());
            Objects.requireNonNull(sending, "a bug: the step is not started")
                    .send(flight, request, reply -> ended(exchange, flight, reply, callback));
            return false;
        } catch (StageFailed e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    @Override
    protected void doStart() {
        sending = sendings.get();
    }

    /**
     * When everything stops, what is on the wire is not cut: the cut would be recorded as an
     * attempt that failed, though the third party may have done its part.
     */
    @Override
    protected void doStop() {
        if (sending != null && !everythingStops.getAsBoolean()) {
            sending.close();
        }
    }

    private void ended(Exchange exchange, Flight flight, Reply reply, AsyncCallback callback) {
        if (flight.isPutBack()) {
            exchange.setRouteStop(true);
            callback.done(false);
            return;
        }
        flight.ended(reply);
        StageFailed failure = judge.failure(flight, reply);
        if (failure == null) {
            success.commit(flight, () -> callback.done(false));
        } else {
            exchange.setException(failure);
            callback.done(false);
        }
    }
}
