package io.tidegate.bus;

import static io.tidegate.bus.Published.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.bus.RecordReader.Binding;
import io.tidegate.event.Event;
import io.tidegate.intake.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is committed of a poll, and when; a rebalance falls where the test says. */
class KafkaPollTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);

    private final List<List<String>> accepted = new ArrayList<>();
    private Supplier<CompletionStage<List<Intake.Answer>>> answer =
            () -> CompletableFuture.completedFuture(List.of());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MockConsumer<byte[], byte[]> consumer = consumer(P0, P1);
    private final KafkaPoll poll =
            new KafkaPoll(
                    new Storing(
                            new RecordReader(Binding.KAFKA, 1_024),
                            this::accept,
                            rejected -> CompletableFuture.completedFuture(null),
                            (topic, events, rejected) -> {}));

    private static MockConsumer<byte[], byte[]> consumer(TopicPartition... partitions) {
        MockConsumer<byte[], byte[]> made = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        made.assign(List.of(partitions));
        made.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
        return made;
    }

    private CompletionStage<List<Intake.Answer>> accept(List<Event> events) {
        accepted.add(events.stream().map(Event::id).toList());
        return answer.get();
    }

    /** As Camel hands it over. */
    private void hand(
            MockConsumer<byte[], byte[]> from,
            TopicPartition partition,
            long offset,
            boolean last) {
        var origin =
                Published.structured(
                        partition.topic(), partition.partition() + "-" + offset, "a.b", "s");
        Exchange exchange = new DefaultExchange(camel);
        var message = exchange.getMessage();
        message.setBody(origin.value());
        message.setHeader(KafkaConstants.TOPIC, partition.topic());
        message.setHeader(KafkaConstants.PARTITION, partition.partition());
        message.setHeader(KafkaConstants.OFFSET, offset);
        message.setHeader(KafkaConstants.TIMESTAMP, 1L);
        message.setHeader(KafkaConstants.HEADERS, origin.headers());
        message.setHeader(KafkaConstants.MANUAL_COMMIT, new Polled(from));
        message.setHeader(KafkaConstants.LAST_POLL_RECORD, last);
        poll.process(exchange);
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(MockConsumer<?, ?> of) {
        return of.committed(Set.of(P0, P1));
    }

    @Test
    void aPollIsOneCommitOfTheJournalAndThenOneOfItsOffsets() {
        hand(consumer, P0, 0, false);
        hand(consumer, P0, 1, false);
        assertThat(accepted).isEmpty();
        hand(consumer, P1, 5, true);
        assertThat(accepted).containsExactly(List.of("0-0", "0-1", "1-5"));
        assertThat(committed(consumer))
                .containsEntry(P0, new OffsetAndMetadata(2))
                .containsEntry(P1, new OffsetAndMetadata(6));
    }

    /** They are as if never polled: the partition was given to it while it waited. */
    @Test
    void whileTheJournalIsAwayItPollsOnAndForgetsNothingThatComesThen() {
        CompletableFuture<Void> back = new CompletableFuture<>();
        answer =
                () ->
                        back.isDone()
                                ? CompletableFuture.completedFuture(List.of())
                                : CompletableFuture.failedFuture(
                                        new Intake.NotStored(false, "away"));
        consumer.schedulePollTask(
                () -> {
                    consumer.resume(Set.of(P1));
                    consumer.addRecord(new ConsumerRecord<>("t", 1, 0, null, bytes("early")));
                });
        consumer.schedulePollTask(
                () -> {
                    assertThat(consumer.paused()).containsExactlyInAnyOrder(P0, P1);
                    back.complete(null);
                });
        hand(consumer, P0, 0, true);
        assertThat(back).isDone();
        assertThat(consumer.position(P1)).as("the early record is read again").isZero();
        assertThat(consumer.paused()).isEmpty();
        assertThat(committed(consumer)).containsOnlyKeys(P0);
    }

    @Test
    void whatWasGivenToAnotherMemberMeanwhileIsNotCommitted() {
        CompletableFuture<List<Intake.Answer>> slow = new CompletableFuture<>();
        answer = () -> slow;
        consumer.schedulePollTask(
                () -> {
                    consumer.assign(List.of(P1));
                    slow.complete(List.of());
                });
        hand(consumer, P0, 0, false);
        hand(consumer, P1, 0, true);
        assertThat(committed(consumer)).containsOnlyKeys(P1);
    }

    @Test
    void aConsumerThatIsMadeAnewBeginsWithNothingOfTheOneBefore() {
        hand(consumer, P0, 0, false);
        MockConsumer<byte[], byte[]> anew = consumer(P0, P1);
        hand(anew, P1, 3, true);
        assertThat(accepted).containsExactly(List.of("1-3"));
        assertThat(committed(anew)).containsOnlyKeys(P1);
    }

    @Test
    void whenItStopsNothingIsCommittedThatIsNotStored() {
        answer = () -> CompletableFuture.failedFuture(new Intake.NotStored(false, "away"));
        consumer.schedulePollTask(poll::stop);
        hand(consumer, P0, 0, true);
        hand(consumer, P0, 1, true);
        assertThat(accepted).as("tried once, and never again").hasSize(1);
        assertThat(committed(consumer)).isEmpty();
    }
}
