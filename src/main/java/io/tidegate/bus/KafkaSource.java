package io.tidegate.bus;

import java.util.List;
import java.util.Map;

/**
 * What is read from Kafka, by whom.
 *
 * @param brokers {@code host:port}, with commas between them
 * @param topics none: nothing is read
 * @param client more settings of Kafka's client, such as its security
 */
public record KafkaSource(
        String brokers, List<String> topics, String group, Map<String, String> client) {
    public KafkaSource {
        topics = List.copyOf(topics);
        client = Map.copyOf(client);
    }

    /** The client's settings may hold passwords. */
    @Override
    public String toString() {
        return "KafkaSource[" + brokers + " " + topics + " " + group + "]";
    }
}
