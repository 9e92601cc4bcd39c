package io.tidegate.bus;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as producers publish them. */
public final class Published {
    private Published() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One that is keyed by its subject, so that those of a subject lie in one partition. */
    public static ProducerRecord<byte[], byte[]> structured(
            String topic, String id, String type, String subject) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/bus\",\"type\":\"%s\",\"subject\":\"%s\",\"data\":{\"n\":\"%s\"}}"
                        .formatted(id, type, subject, id);
        ProducerRecord<byte[], byte[]> made =
                new ProducerRecord<>(topic, bytes(subject), bytes(json));
        made.headers().add("content-type", bytes("application/cloudevents+json; charset=UTF-8"));
        return made;
    }

    public static ProducerRecord<byte[], byte[]> binary(
            String topic, String id, String type, String data) {
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(topic, bytes(data));
        made.headers()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(id))
                .add("ce_source", bytes("/bus"))
                .add("ce_type", bytes(type))
                .add("content-type", bytes("application/json"));
        return made;
    }

    public static ProducerRecord<byte[], byte[]> plain(String topic, String text) {
        return new ProducerRecord<>(topic, bytes("a-key"), bytes(text));
    }
}
