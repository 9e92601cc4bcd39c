package io.tidegate.delivery;

import io.tidegate.event.TraceContext;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Runs one attempt of a delivery through its route. */
public final class TriggerConsumer extends DefaultConsumer {
    private final TriggerEndpoint endpoint;
    private final TriggerHub hub;

    TriggerConsumer(TriggerEndpoint endpoint, Processor processor, TriggerHub hub) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.hub = hub;
    }

    @Override
    public TriggerEndpoint getEndpoint() {
        return endpoint;
    }

    /**
     * @param done told once when the route ended, maybe on another thread
     */
    public void deliver(Flight flight, Object body, Consumer<Exchange> done) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(Flight.PROPERTY, flight);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("Idempotency-Key", flight.id().idempotencyKey());
        setTrace(flight.trace(), exchange.getMessage()); // for what a Camel step sends
        getAsyncProcessor()
                .process(
                        exchange,
                        doneSync -> {
                            done.accept(exchange);
                            releaseExchange(exchange, false);
                        });
    }

    /** As headers of a message; null: it stays as it is. */
    public static void setTrace(@Nullable TraceContext trace, Message message) {
        if (trace == null) {
            return;
        }
        message.setHeader(TraceContext.TRACEPARENT, trace.traceparent());
        if (trace.tracestate() != null) {
            message.setHeader(TraceContext.TRACESTATE, trace.tracestate());
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        hub.started(this);
    }

    @Override
    protected void doStop() throws Exception {
        hub.stopped(this);
        super.doStop();
    }
}
