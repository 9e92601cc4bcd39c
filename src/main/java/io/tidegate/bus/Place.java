package io.tidegate.bus;

import org.jspecify.annotations.Nullable;

/**
 * Where a record lies: what tells one that comes again from another one.
 *
 * @param topic or the queue's name
 * @param partition null: a message of a queue
 * @param offset null: a message of a queue
 * @param messageId of a queue's message, if its sender gave it one
 * @param sentAt ms since 1970: offsets begin anew when a topic is made anew
 */
public record Place(
        String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable String messageId,
        long sentAt) {

    static Place inKafka(String topic, int partition, long offset, long sentAt) {
        return new Place(topic, partition, offset, null, sentAt);
    }

    static Place inQueue(String queue, @Nullable String messageId, long sentAt) {
        return new Place(queue, null, null, messageId, sentAt);
    }
}
