package io.tidegate.rehearsal;

import io.tidegate.connector.CannedAnswer;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PollingConsumerSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of a Camel endpoint: what is sent to it is noted and goes nowhere, nothing
 * comes from it but what the trial says.
 */
final class CannedEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
    private final String uri;
    private final String name;
    private final CannedThirdParty thirdParty;

    CannedEndpoint(Endpoint real, CannedThirdParty thirdParty) {
        setCamelContext(real.getCamelContext());
        this.uri = real.getEndpointUri();
        this.name = EndpointName.of(uri);
        this.thirdParty = thirdParty;
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
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                send(exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor);
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        return new Polled();
    }

    private void send(Exchange exchange) {
        Trial trial = thirdParty.trial();
        Flight flight = exchange.getProperty(Flight.PROPERTY, Flight.class);
        Stage stage = flight == null ? Stage.REQUEST : flight.stage();
        String to = address(exchange.getMessage());
        trial.sent(message(stage, to, exchange.getMessage()));
        CannedAnswer answer = trial.nextAnswer(to);
        answer(exchange, answer == null && stage == Stage.REQUEST ? trial.nextAnswer() : answer);
    }

    private static void answer(Exchange exchange, @Nullable CannedAnswer answer) {
        if (answer instanceof CannedAnswer.Answered answered) {
            take(exchange, answered);
        } else if (answer instanceof CannedAnswer.Unreachable unreachable) {
            throw new RuntimeCamelException(unreachable.error());
        } else if (answer != null) {
            throw new RuntimeCamelException("no answer in time");
        }
    }

    private static void take(Exchange exchange, CannedAnswer.Answered answered) {
        if (answered.status() >= 300) {
            throw new RuntimeCamelException("it answered " + answered.status());
        }
        answered.headers().forEach(exchange.getMessage()::setHeader);
        if (answered.body() != null) {
            exchange.getMessage().setBody(answered.body());
        }
    }

    /**
     * Camel's HTTP components put these headers behind their URI, and toD leaves its path to them.
     */
    private String address(Message message) {
        if (!name.startsWith("http")) {
            return name;
        }
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String query = message.getHeader(Exchange.HTTP_QUERY, "", String.class);
        return name + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static Trial.Message message(Stage stage, String to, Message message) {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                headers.put(name, String.valueOf(value));
                            }
                        });
        return new Trial.Message(stage.word(), to, headers, plain(message));
    }

    private static @Nullable Object plain(Message message) {
        Object body = message.getBody();
        if (body == null || body instanceof Map || body instanceof List) {
            return body instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : body;
        }
        String text = message.getBody(String.class);
        if (text == null) {
            return String.valueOf(body);
        }
        try {
            return text.isEmpty() ? text : Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson notJson) {
            return text;
        }
    }

    /** For pollEnrich: there is at once what the trial says, or nothing. */
    private final class Polled extends PollingConsumerSupport {
        Polled() {
            super(CannedEndpoint.this);
        }

        @Override
        public @Nullable Exchange receive() {
            CannedAnswer answer = thirdParty.trial().nextAnswer(name);
            if (answer == null) {
                return null;
            }
            Exchange exchange = CannedEndpoint.this.createExchange();
            answer(exchange, answer);
            return exchange;
        }

        @Override
        public @Nullable Exchange receiveNoWait() {
            return receive();
        }

        @Override
        public @Nullable Exchange receive(long timeout) {
            return receive();
        }

        @Override
        protected void doStart() {}

        @Override
        protected void doStop() {}
    }
}
