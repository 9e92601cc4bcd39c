package io.tidegate.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an attempt waits for the broker that it publishes to. */
class BusDefaultsTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() {
        context.stop();
    }

    private AMQPComponent amqp(String url) {
        AMQPComponent component = context.getComponent("amqp", AMQPComponent.class);
        MessageSource source = new MessageSource(null, url, null, null);
        new BusDefaults(new Bus.Sources(null, source), LIMIT).configure("amqp", component);
        return component;
    }

    @Test
    @Timeout(60)
    void aBrokerThatSaysNothingAnyMoreEndsAnAttemptInTime(@TempDir Path folder) throws Exception {
        try (AmqpBroker broker = new AmqpBroker(folder);
                StallingProxy proxy = new StallingProxy(URI.create(broker.url()).getPort())) {
            amqp("amqp://127.0.0.1:" + proxy.port());
            context.start();
            ProducerTemplate sends = context.createProducerTemplate();
            sends.sendBody("amqp:queue:copies", "first".getBytes());
            assertThat(broker.take()).isEqualTo("first");

            proxy.stall();
            assertEndsInTime(sends);
        }
    }

    @Test
    @Timeout(60)
    void aBrokerThatNeverSaysAnythingEndsAnAttemptInTime() throws Exception {
        try (StallingProxy proxy = new StallingProxy(1)) {
            amqp("amqp://127.0.0.1:" + proxy.port());
            context.start();

            assertEndsInTime(context.createProducerTemplate());
        }
    }

    private static void assertEndsInTime(ProducerTemplate sends) {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> sends.sendBody("amqp:queue:copies", "second".getBytes()));
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(LIMIT.dividedBy(2), LIMIT.plusSeconds(1));
    }

    @Test
    void whatTheUrlSaysItselfStays() {
        MessageSource source =
                new MessageSource(null, "amqp://127.0.0.1:1?jms.sendTimeout=77", null, null);

        JmsConnectionFactory factory = source.connections(LIMIT);

        assertThat(factory.getSendTimeout()).isEqualTo(77);
        assertThat(factory.getRequestTimeout()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 1_000, 30_000, 3_600_000})
    void findingKafkaAndTheRecordTogetherStayWithinTheTime(long millis) {
        KafkaComponent component = context.getComponent("kafka", KafkaComponent.class);
        new BusDefaults(new Bus.Sources(null, null), Duration.ofMillis(millis))
                .configure("kafka", component);
        KafkaConfiguration kafka = component.getConfiguration();

        assertThat((long) kafka.getMaxBlockMs() + kafka.getDeliveryTimeoutMs())
                .isLessThanOrEqualTo(millis);
        Properties client = kafka.createProducerProperties();
        client.putAll(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        List.of("127.0.0.1:1"),
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        StringSerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        StringSerializer.class));
        new org.apache.kafka.clients.producer.KafkaProducer<String, String>(client).close();
    }
}
