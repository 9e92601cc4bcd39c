package io.tidegate.bus;

import java.time.Duration;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * What {@code kafka:} and {@code amqp:} mean in routes that say no more: the brokers of the
 * settings, and the time that any third party has to answer. Nothing of Kafka or JMS is loaded
 * before a route names them.
 */
public final class BusDefaults implements ComponentCustomizer {
    private static final String KAFKA = "kafka";
    private static final String AMQP = "amqp";

    private final Bus.Sources sources;
    private final Duration responseTimeout;

    public BusDefaults(Bus.Sources sources, Duration responseTimeout) {
        this.sources = sources;
        this.responseTimeout = responseTimeout;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return Set.of(KAFKA, AMQP).contains(name);
    }

    @Override
    public void configure(String name, Component target) {
        if (name.equals(KAFKA)) {
            publish((KafkaComponent) target);
        } else {
            publish((AMQPComponent) target);
        }
    }

    /**
     * An attempt ends within the time of a response: a third of it is for finding the broker, then
     * two for the record, of which a request to one broker may take half.
     */
    private void publish(KafkaComponent component) {
        KafkaConfiguration kafka = component.getConfiguration();
        int millis = Math.toIntExact(responseTimeout.toMillis());
        int third = Math.max(1, millis / 3);
        kafka.setMaxBlockMs(third);
        kafka.setDeliveryTimeoutMs(Math.max(1, millis - third));
        kafka.setRequestTimeoutMs(third);
        KafkaSource source = sources.kafka();
        if (source != null) {
            kafka.setBrokers(source.brokers());
            component.setKafkaClientFactory(new KafkaClients(source));
        }
    }

    /** Connections are kept: a broker has better to do than to open one for each message. */
    private void publish(AMQPComponent component) {
        MessageSource source = sources.messages();
        if (source == null || source.url() == null) {
            return;
        }
        CachingConnectionFactory kept =
                new CachingConnectionFactory(source.connections(responseTimeout));
        component.setConnectionFactory(kept);
        try {
            component.getCamelContext().addService(new Kept(kept));
        } catch (Exception e) {
            throw new IllegalStateException("amqp: cannot be used: " + e.getMessage(), e);
        }
    }

    /** Closed with the context. */
    private static final class Kept extends ServiceSupport {
        private final CachingConnectionFactory connections;

        Kept(CachingConnectionFactory connections) {
            this.connections = connections;
        }

        @Override
        protected void doStop() {
            connections.destroy();
        }
    }
}
