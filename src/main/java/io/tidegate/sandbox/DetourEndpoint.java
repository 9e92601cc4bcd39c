package io.tidegate.sandbox;

import io.tidegate.event.Json;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in the place of a Camel endpoint that would leave the machine: what is sent to it goes to
 * the sandbox's third party, and nothing ever comes from it.
 */
final class DetourEndpoint extends DefaultEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(DetourEndpoint.class);

    private final String uri;
    private final Detour detour;

    DetourEndpoint(Endpoint real, Detour detour) {
        setCamelContext(real.getCamelContext());
        this.uri = real.getEndpointUri();
        this.detour = detour;
    }

    @Override
    protected String createEndpointUri() {
        return uri;
    }

    @Override
    public String getEndpointUri() {
        return uri;
    }

    @Override
    public Producer createProducer() {
        return new DetourProducer();
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        LOG.info("the sandbox lets nothing in from {}", getEndpointKey().replaceFirst("\\?.*", ""));
        return new DefaultConsumer(this, processor);
    }

    /** The port of the third party is known only when the first message comes. */
    private final class DetourProducer extends DefaultAsyncProducer {
        private @Nullable AsyncProducer to;

        DetourProducer() {
            super(DetourEndpoint.this);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                Object body = exchange.getMessage().getBody();
                if (body instanceof java.util.Map || body instanceof Iterable) {
                    exchange.getMessage().setBody(Json.write(body));
                }
                return to().process(exchange, callback);
            } catch (Exception e) {
                exchange.setException(e);
                callback.done(true);
                return true;
            }
        }

        private synchronized AsyncProducer to() throws Exception {
            if (to == null) {
                AsyncProducer made =
                        getCamelContext().getEndpoint(detour.ofEndpoint(uri)).createAsyncProducer();
                ServiceHelper.startService(made);
                to = made;
            }
            return to;
        }

        @Override
        protected void doStop() throws Exception {
            ServiceHelper.stopService(to);
            super.doStop();
        }
    }
}
