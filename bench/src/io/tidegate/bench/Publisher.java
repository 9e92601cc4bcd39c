package io.tidegate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes events to Kafka, in structured mode, each with its subject as its key. Each line of its
 * input is {@code brokers topic events rate start}: rate 0 means as fast as Kafka takes them, and
 * start is when the first is due, a value of {@link System#nanoTime}, which on Linux is the same
 * clock for all processes. Each line of its output tells how many were acknowledged, when the first
 * was sent, and the number of the next event: none is used twice.
 */
final class Publisher {
    private long number = 1;

    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        Publisher publisher = new Publisher();
        System.out.println("next=" + publisher.number);
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            System.out.println(
                    publisher.publish(
                            words[0],
                            words[1],
                            Long.parseLong(words[2]),
                            Long.parseLong(words[3]),
                            Long.parseLong(words[4])));
        }
    }

    private String publish(String brokers, String topic, long events, long rate, long start) {
        AtomicLong acknowledged = new AtomicLong();
        long began;
        try (KafkaProducer<byte[], byte[]> producer = producer(brokers)) {
            producer.partitionsFor(topic); // connected before the clock runs
            began = System.nanoTime();
            for (long sent = 0; sent < events; sent++) {
                if (rate > 0) {
                    await(start + sent * 1_000_000_000L / rate);
                }
                var unused =
                        producer.send(
                                record(topic, number++),
                                (place, problem) -> {
                                    if (problem == null) {
                                        acknowledged.incrementAndGet();
                                    }
                                });
            }
        }
        return "accepted=" + acknowledged + " began=" + began + " next=" + number;
    }

    private static KafkaProducer<byte[], byte[]> producer(String brokers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", brokers,
                        "acks", "all",
                        "linger.ms", "2",
                        "client.id", "bench"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long number) {
        byte[] key = Work.subject(number).getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key, Work.event(number));
        record.headers().add("content-type", Work.TYPE.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
