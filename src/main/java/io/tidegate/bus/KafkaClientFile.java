package io.tidegate.bus;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of Kafka's client settings, such as Kafka's own tools read: security, time-outs, sizes.
 * Those on which the guarantees hang are not taken.
 */
public final class KafkaClientFile {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaClientFile.class);
    private static final String SETTING = "TIDEGATE_KAFKA_CONFIG";

    private static final Map<String, String> OURS =
            Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    "set TIDEGATE_KAFKA_BROKERS instead",
                    ConsumerConfig.GROUP_ID_CONFIG,
                    "set TIDEGATE_KAFKA_GROUP instead",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    "an offset is committed after the journal's commit, never before",
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    "records are read as bytes",
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    "records are read as bytes",
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    "set keySerializer at the endpoint instead",
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    "set valueSerializer at the endpoint instead");

    private KafkaClientFile() {}

    /**
     * @throws IllegalStateException naming what is wrong
     */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(file, "cannot be read as properties: " + e);
        }
        Map<String, String> client = new HashMap<>();
        Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (OURS.containsKey(name)) {
                throw wrong(file, "has " + name + ", which is not taken: " + OURS.get(name));
            }
            if (!known.contains(name)) {
                LOG.warn(
                        "{}: {} has {}, which Kafka's clients do not know themselves; it is passed on",
                        SETTING,
                        file,
                        name);
            }
            client.put(name, properties.getProperty(name).strip());
        }
        return client;
    }

    /**
     * Makes a client of it, which connects to nothing, and throws it away.
     *
     * @throws IllegalStateException if Kafka takes none of that
     */
    public static void check(KafkaSource source) {
        Map<String, Object> all = new HashMap<>(source.client());
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, source.brokers());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, source.group());
        try (var client =
                new KafkaConsumer<>(
                        all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            client.close(Duration.ZERO);
        } catch (KafkaException e) {
            String why = reason(e);
            if (!why.contains("No resolvable bootstrap urls")) { // the name may be known later
                throw new IllegalStateException(
                        "Kafka's client cannot be made of TIDEGATE_KAFKA_BROKERS and "
                                + SETTING
                                + ": "
                                + why
                                + "; nothing was started",
                        e);
            }
            LOG.warn("no host of TIDEGATE_KAFKA_BROKERS is known at the moment: tried again");
        }
    }

    private static String reason(Throwable problem) {
        Throwable last = problem;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    private static IllegalStateException wrong(Path file, String what) {
        return new IllegalStateException(
                SETTING + ": the file " + file + " " + what + "; nothing was started");
    }
}
