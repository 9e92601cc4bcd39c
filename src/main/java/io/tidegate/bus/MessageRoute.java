package io.tidegate.bus;

import io.tidegate.fault.FaultPoint;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.jms.JmsConsumer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * Reads messages of a broker by one of Camel's JMS components, each in a transaction of its own
 * session that ends after the journal's commit.
 */
final class MessageRoute implements BusRoute, Processor {
    private static final String ID = "bus-messages";
    private static final Duration ASIDE = Duration.ofMillis(250);

    private final MessageSource source;
    private final String uri;
    private final Storing storing;
    private volatile boolean stopping;
    private String queue = "";

    MessageRoute(MessageSource source, String uri, Storing storing) {
        this.source = source;
        this.uri = uri;
        this.storing = storing;
    }

    @Override
    public void addTo(DefaultCamelContext context) throws Exception {
        if (source.url() != null) {
            source.configure(context.getComponent("amqp", AMQPComponent.class));
        }
        Endpoint found = context.getEndpoint(uri);
        if (!(found instanceof JmsEndpoint endpoint)) {
            throw new IllegalStateException(
                    "TIDEGATE_BUS_ENDPOINT begins with "
                            + uri.replaceFirst(":.*", ":")
                            + ", allowed are Camel's endpoints for JMS and AMQP, such as jms: and amqp:");
        }
        endpoint.setTransacted(true);
        endpoint.setLazyCreateTransactionManager(false);
        endpoint.setAsyncConsumer(false);
        endpoint.setDisableReplyTo(true);
        endpoint.getConfiguration().setErrorHandlerLoggingLevel(LoggingLevel.INFO);
        endpoint.setErrorHandlerLogStackTrace(false);
        queue = endpoint.getDestinationName();
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(endpoint)
                                .routeId(ID)
                                .errorHandler(noErrorHandler())
                                .process(MessageRoute.this);
                    }
                });
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (stopping) {
            throw new Storing.Stopped();
        }
        Message message = exchange.getMessage(JmsMessage.class).getJmsMessage();
        storing.store(List.of(read(message)), this::pause);
        FaultPoint.BEFORE_OFFSET_COMMIT.hit();
    }

    private boolean pause() {
        LockSupport.parkNanos(ASIDE.toNanos());
        return !stopping;
    }

    private BusRecord read(Message message) throws JMSException {
        Place place = Place.inQueue(queue, message.getJMSMessageID(), message.getJMSTimestamp());
        return new BusRecord(place, null, headers(message), body(message));
    }

    private static List<BusRecord.Header> headers(Message message) throws JMSException {
        List<BusRecord.Header> headers = new ArrayList<>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement().toString();
            Object value = message.getObjectProperty(name);
            headers.add(
                    new BusRecord.Header(
                            name.replaceFirst("(?i)^content[_-]?type$", "content-type"),
                            value == null ? null : value.toString()));
        }
        return headers;
    }

    /** An object is never read: it would be made by a class of the sender's choice. */
    private static byte[] body(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            bytes.reset();
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(body);
            return body;
        }
        if (message instanceof TextMessage text && text.getText() != null) {
            return text.getText().getBytes(StandardCharsets.UTF_8);
        }
        return new byte[0];
    }

    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public List<String> problems(CamelContext context) {
        String why = storing.waitingFor();
        if (why != null) {
            return List.of("messages of " + queue + " wait at their broker: " + why);
        }
        return isConnected(context)
                ? List.of()
                : List.of(
                        "the broker of "
                                + queue
                                + " is not reached: its messages wait there, tried again by itself");
    }

    private static boolean isConnected(CamelContext context) {
        try {
            Route route = context.getRoute(ID);
            return route != null
                    && route.getConsumer() instanceof JmsConsumer consumer
                    && consumer.getListenerContainer()
                            instanceof DefaultMessageListenerContainer container
                    && container.isRegisteredWithDestination();
        } catch (Exception e) {
            return false;
        }
    }
}
