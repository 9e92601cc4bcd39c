package io.tidegate.bus;

import io.tidegate.fault.FaultPoint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what one poll brought, stores it together, and then commits its offsets. Runs on the
 * thread of Camel's consumer alone, which gives it one record after the other.
 */
final class KafkaPoll implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPoll.class);
    private static final Duration ASIDE = Duration.ofMillis(250);

    private final Storing storing;
    private final List<BusRecord> records = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private @Nullable Consumer<?, ?> consumer;
    private volatile boolean stopping;
    private volatile long lag;

    KafkaPoll(Storing storing) {
        this.storing = storing;
    }

    /** Takes no more; what was not stored by then is read again, maybe by another. */
    void stop() {
        stopping = true;
    }

    /** Records that lay behind those of the last poll, in all partitions that are read here. */
    long lag() {
        return lag;
    }

    @Override
    public void process(Exchange exchange) {
        if (stopping) {
            return;
        }
        Message message = exchange.getMessage();
        Polled polled = (Polled) message.getHeader(KafkaConstants.MANUAL_COMMIT);
        if (polled.consumer() != consumer) { // what the one before left behind comes again
            clear();
            consumer = polled.consumer();
        }
        add(message);
        if (Boolean.TRUE.equals(message.getHeader(KafkaConstants.LAST_POLL_RECORD))) {
            storeAll(polled.consumer());
        }
    }

    private void add(Message message) {
        String topic = message.getHeader(KafkaConstants.TOPIC, String.class);
        int partition = (Integer) message.getHeader(KafkaConstants.PARTITION);
        long offset = (Long) message.getHeader(KafkaConstants.OFFSET);
        long sentAt = (Long) message.getHeader(KafkaConstants.TIMESTAMP);
        records.add(
                new BusRecord(
                        Place.inKafka(topic, partition, offset, sentAt),
                        (byte[]) message.getHeader(KafkaConstants.KEY),
                        headers((Headers) message.getHeader(KafkaConstants.HEADERS)),
                        Objects.requireNonNullElse((byte[]) message.getBody(), new byte[0])));
        next.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset + 1));
    }

    private static List<BusRecord.Header> headers(Headers headers) {
        List<BusRecord.Header> texts = new ArrayList<>();
        headers.forEach(one -> texts.add(new BusRecord.Header(one.key(), text(one.value()))));
        return texts;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        try {
            return bytes == null
                    ? null
                    : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void storeAll(Consumer<?, ?> reading) {
        try {
            storing.store(records, () -> pollOn(reading));
            FaultPoint.BEFORE_OFFSET_COMMIT.hit();
            commit(reading);
            Set<TopicPartition> paused = new HashSet<>(reading.paused());
            paused.retainAll(reading.assignment());
            reading.resume(paused);
            lag = behind(reading);
        } catch (Storing.Stopped e) {
            LOG.info("{}", e.getMessage());
        } finally {
            clear();
        }
    }

    private void clear() {
        records.clear();
        next.clear();
    }

    /**
     * Takes a moment in which this stays a member of its group: whoever polls nothing is put out of
     * it, and its partitions are given to others, which wait for the same journal.
     */
    private boolean pollOn(Consumer<?, ?> reading) {
        if (stopping) {
            return false;
        }
        try {
            reading.pause(reading.assignment());
            ConsumerRecords<?, ?> early = reading.poll(ASIDE);
            for (TopicPartition given : early.partitions()) { // since then, so it was not paused
                reading.seek(given, early.records(given).get(0).offset());
            }
        } catch (WakeupException | InterruptException e) {
            return false;
        } catch (KafkaException e) {
            LOG.debug("Kafka is away while the bus waits", e);
            LockSupport.parkNanos(ASIDE.toNanos());
        }
        return !stopping;
    }

    /** What was given to another member meanwhile is read by it, and known by its id. */
    private void commit(Consumer<?, ?> reading) {
        next.keySet().retainAll(reading.assignment());
        try {
            if (!next.isEmpty()) {
                reading.commitSync(next);
            }
        } catch (WakeupException | InterruptException e) {
            LOG.info("offsets of stored records were not committed at the stop: they come again");
        } catch (org.apache.kafka.clients.consumer.CommitFailedException
                | RebalanceInProgressException e) {
            LOG.info("offsets of stored records belong to another member by now: they come again");
        } catch (KafkaException e) {
            LOG.warn(
                    "offsets of stored records could not be committed, the next ones are: {}",
                    e.getMessage());
        }
    }

    private static long behind(Consumer<?, ?> reading) {
        long sum = 0;
        for (TopicPartition one : reading.assignment()) {
            OptionalLong known = reading.currentLag(one);
            sum += known.orElse(0);
        }
        return sum;
    }
}
