package io.tidegate.crash;

import static org.awaitility.Awaitility.await;

import io.tidegate.bus.KafkaBroker;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes events to Kafka at a steady pace and remembers each that Kafka has acknowledged. */
final class Publisher implements AutoCloseable {
    private static final int SUBJECTS = 24;

    private final KafkaBroker kafka;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Producer.Sent> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger published = new AtomicInteger();
    private final Random random;
    private volatile boolean publishing;

    Publisher(KafkaBroker kafka, String topic, long everyMillis, long seed) {
        this.kafka = kafka;
        this.topic = topic;
        this.random = new Random(seed);
        this.producer = kafka.producer();
        pace.scheduleWithFixedDelay(this::publish, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    void begin() {
        publishing = true;
    }

    private void publish() {
        if (!publishing) {
            return;
        }
        int number = published.incrementAndGet();
        Producer.Sent sent =
                new Producer.Sent(
                        "k-" + number,
                        Traffic.TYPES.get(random.nextInt(Traffic.TYPES.size())),
                        "bus-" + random.nextInt(SUBJECTS),
                        random.nextInt(3) == 0);
        ProducerRecord<byte[], byte[]> one =
                new ProducerRecord<>(
                        topic,
                        sent.subject().getBytes(StandardCharsets.UTF_8),
                        Json.write(sent.json()));
        one.headers()
                .add(
                        "content-type",
                        "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        producer.send(
                one,
                (where, problem) -> {
                    if (problem == null) {
                        acknowledged.put(sent.id(), sent);
                    } else {
                        published.decrementAndGet();
                    }
                });
    }

    Map<String, Producer.Sent> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Publishes no more; returns when Kafka has all, and the group has read all. */
    void pause(String group) {
        publishing = false;
        producer.flush();
        await("the group to read all that was published")
                .atMost(Duration.ofSeconds(90))
                .until(() -> kafka.committed(group, topic) >= acknowledged.size());
    }

    @Override
    public void close() {
        pace.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
