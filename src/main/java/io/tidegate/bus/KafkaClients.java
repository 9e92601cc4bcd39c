package io.tidegate.bus;

import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes Kafka's clients, with the settings of the file where they go to the brokers of the
 * settings. They never pass through an endpoint's URI, which is shown and logged.
 */
final class KafkaClients extends DefaultKafkaClientFactory {
    private final KafkaSource source;

    KafkaClients(KafkaSource source) {
        this.source = source;
    }

    @Override
    public Producer<?, ?> getProducer(Properties properties) {
        return super.getProducer(with(properties));
    }

    @Override
    public Consumer<?, ?> getConsumer(Properties properties) {
        return super.getConsumer(with(properties));
    }

    private Properties with(Properties properties) {
        if (source.brokers().equals(properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))) {
            properties.putAll(source.client());
        }
        return properties;
    }
}
