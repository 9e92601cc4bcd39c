package io.tidegate.bus;

import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Whose poll brought a record. Camel commits nothing of its own accord while a factory of ours
 * makes these: its own ones commit a partition when its last record was handed over, stored or not.
 */
record Polled(Consumer<?, ?> consumer) implements KafkaManualCommit {

    static KafkaManualCommitFactory factory() {
        return (exchange, origin, manager) -> new Polled(exchange.consumer);
    }

    @Override
    public void commit() {
        throw new UnsupportedOperationException("the offsets of a poll are committed together");
    }
}
