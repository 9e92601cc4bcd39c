package io.tidegate.route;

import io.tidegate.delivery.Flight;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.processor.PipelineHelper;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands around a Camel step of {@code before} or {@code after}, which knows nothing of
 * repeats: of {@code before} only a delivery that is being built comes through.
 */
final class CamelHook implements Policy {
    private static final Logger LOG = LoggerFactory.getLogger(CamelHook.class);

    private final boolean before;
    private final CamelHookStart start;
    private final CamelHookEnd end = new CamelHookEnd();

    CamelHook(boolean before) {
        this.before = before;
        this.start = new CamelHookStart(before);
    }

    /** What Camel's registry knows it by. */
    static String name(boolean before) {
        return before ? "tidegate-before" : "tidegate-after";
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // the definition stays as it is
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new Around(steps);
    }

    private final class Around extends DelegateAsyncProcessor {
        Around(Processor steps) {
            super(steps);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Flight flight = Steps.flight(exchange);
            if (before && !flight.isToBuild()) {
                callback.done(true);
                return true;
            }
            start.process(exchange);
            return super.process(
                    exchange,
                    doneSync -> {
                        ended(exchange);
                        callback.done(doneSync);
                    });
        }

        private void ended(Exchange exchange) {
            try {
                if (PipelineHelper.continueProcessing(exchange, "in a hook", LOG)) {
                    end.process(exchange);
                }
            } catch (Exception e) {
                exchange.setException(e);
            }
        }
    }
}
