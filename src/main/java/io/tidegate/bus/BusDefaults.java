package io.tidegate.bus;

import java.time.Duration;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * What {@code kafka:} and {@code amqp:} mean in routes that say no more: the brokers of the
 * settings, and the time that any third party has to answer.
 */
public final class BusDefaults {
    private BusDefaults() {}

    /** For a connector that publishes: an attempt ends within the time of a response. */
    public static ComponentCustomizer kafka(Bus.Sources sources, Duration responseTimeout) {
        return ComponentCustomizer.builder(KafkaComponent.class)
                .build(component -> publish(component, sources.kafka(), responseTimeout));
    }

    private static void publish(
            KafkaComponent component,
            @org.jspecify.annotations.Nullable KafkaSource source,
            Duration timeout) {
        KafkaConfiguration kafka = component.getConfiguration();
        int millis = Math.toIntExact(timeout.toMillis());
        kafka.setMaxBlockMs(millis);
        kafka.setRequestTimeoutMs(millis);
        kafka.setDeliveryTimeoutMs(millis);
        if (source != null) {
            kafka.setBrokers(source.brokers());
            component.setKafkaClientFactory(new KafkaClients(source));
        }
    }

    /** Connections are kept: a broker has better to do than to open one for each message. */
    public static ComponentCustomizer amqp(Bus.Sources sources) {
        MessageSource source = sources.messages();
        return ComponentCustomizer.builder(AMQPComponent.class)
                .build(
                        component -> {
                            if (source != null && source.url() != null) {
                                component.setConnectionFactory(
                                        new CachingConnectionFactory(source.connections()));
                            }
                        });
    }
}
