package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.bus.AmqpBroker;
import io.tidegate.bus.KafkaBroker;
import io.tidegate.bus.Published;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed when events of the bus are committed, and the bus does not know it yet. */
@Tag("crash")
class BusCrashIT {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String TOPIC = "bus-crash";
    @TempDir Path folder;

    @Test
    void whatKafkaGivesAgainIsKnownAndDeliveredOnce() throws Exception {
        KafkaBroker kafka = KafkaBroker.running();
        kafka.topic(TOPIC, 2);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            records.add(Published.structured(TOPIC, "e" + i, "com.bus.a", "s" + i % 5));
        }
        records.add(Published.plain(TOPIC, "no event"));
        kafka.publish(records);

        Path quick =
                Files.writeString(
                        folder.resolve("k.properties"),
                        "session.timeout.ms=1500\nheartbeat.interval.ms=300\n");
        try (Receiver receiver = new Receiver()) {
            TidegateProcess.Start start =
                    start(receiver)
                            .with(
                                    Map.of(
                                            "TIDEGATE_KAFKA_BROKERS",
                                            kafka.address(),
                                            "TIDEGATE_KAFKA_TOPIC",
                                            TOPIC,
                                            "TIDEGATE_KAFKA_GROUP",
                                            TOPIC,
                                            "TIDEGATE_KAFKA_CONFIG",
                                            quick.toString()));
            killBeforeTheBusKnows(start);
            assertThat(kafka.committed(TOPIC, TOPIC)).as("offset in Kafka").isZero();
            int before = receiver.arrivals().size();
            assertThat(before).isPositive();

            try (TidegateProcess next = TidegateProcess.start(start)) {
                await().atMost(LONG).until(() -> kafka.committed(TOPIC, TOPIC) == 41);
                await().atMost(LONG).until(() -> rows(start, "SELECT id FROM event").size() == 40);
                await().atMost(LONG).until(() -> receiver.arrivals().size() >= 40);
                assertThat(receiver.arrivals().stream().map(Receiver.Arrival::event))
                        .doesNotHaveDuplicates()
                        .hasSize(40);
                assertThat(rows(start, "SELECT reason FROM rejected_record")).hasSize(1);
                assertThat(next.log()).contains("duplicate event=");
                next.stop(LONG);
                assertThat(next.log()).as("after SIGTERM").contains("stopped");
            }
        }
    }

    @Test
    void whatABrokerOfMessagesGivesAgainIsKnownAndDeliveredOnce() throws Exception {
        try (AmqpBroker broker = new AmqpBroker(folder.resolve("broker"));
                Receiver receiver = new Receiver()) {
            String event =
                    "{\"specversion\":\"1.0\",\"id\":\"m1\",\"source\":\"/bus\",\"type\":\"com.bus.a\",\"subject\":\"s\"}";
            broker.send(session -> session.createTextMessage(event));
            TidegateProcess.Start start =
                    start(receiver)
                            .with(
                                    Map.of(
                                            "TIDEGATE_BUS_ENDPOINT",
                                            "amqp:queue:events",
                                            "TIDEGATE_BUS_URL",
                                            broker.url()));
            killBeforeTheBusKnows(start);
            assertThat(broker.waiting(AmqpBroker.IN)).as("at the broker").isEqualTo(1);

            try (TidegateProcess next = TidegateProcess.start(start)) {
                await().atMost(LONG).until(() -> broker.waiting(AmqpBroker.IN) == 0);
                assertThat(receiver.arrivals()).hasSize(1);
                assertThat(next.log()).contains("duplicate event=m1");
            }
        }
    }

    private TidegateProcess.Start start(Receiver receiver) throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Files.writeString(
                start.routes().resolve("r.camel.yaml"),
                """
                - outflow:
                    id: receiver
                    on: [com.bus.a]
                    mapping: { event: $.id, subject: $.subject }
                    to: %s
                """
                        .formatted(receiver.url("receiver")));
        return start;
    }

    /** What was stored by then is delivered first: a request on the wire is another matter. */
    private void killBeforeTheBusKnows(TidegateProcess.Start start) {
        Path marker = folder.resolve("hit");
        String fault = "-Dtidegate.fault=before-offset-commit:1:" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(fault))) {
            await().atMost(LONG).until(() -> Files.exists(marker));
            await().atMost(LONG)
                    .until(
                            () ->
                                    rows(start, "SELECT id FROM delivery WHERE finished_at IS NULL")
                                            .isEmpty());
            first.kill();
        }
    }

    private static List<String> rows(TidegateProcess.Start start, String sql) {
        return SqlRows.of(start.database()).texts(sql);
    }
}
