package io.tidegate.bus;

import static io.tidegate.bus.Published.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.bus.RecordReader.Binding;
import io.tidegate.event.Event;
import io.tidegate.intake.Intake;
import io.tidegate.journal.JournalUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoringTest {
    private final List<List<String>> accepted = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();

    /** What the journal, or the table, answers next; nothing: it takes it. */
    private final Deque<RuntimeException> journal = new ArrayDeque<>();

    private final Deque<RuntimeException> table = new ArrayDeque<>();
    private final AtomicInteger pauses = new AtomicInteger();
    private final Storing storing =
            new Storing(
                    new RecordReader(Binding.KAFKA, 8 << 20),
                    this::accept,
                    this::keep,
                    (topic, events, none) -> counted.add(topic + " " + events + " " + none));

    private CompletionStage<List<Intake.Answer>> accept(List<Event> events) {
        if (events.stream().anyMatch(event -> event.type().equals("com.poison"))) {
            return CompletableFuture.failedFuture(new IllegalStateException("poison"));
        }
        if (!journal.isEmpty()) {
            return CompletableFuture.failedFuture(journal.remove());
        }
        accepted.add(events.stream().map(Event::id).toList());
        return CompletableFuture.completedFuture(
                events.stream().map(event -> new Intake.Answer(event.id(), false)).toList());
    }

    private CompletionStage<Void> keep(List<RejectedRecord> records) {
        if (!table.isEmpty()) {
            return CompletableFuture.failedFuture(table.remove());
        }
        rejected.addAll(records);
        return CompletableFuture.completedFuture(null);
    }

    private void store(BusRecord... records) throws Storing.Stopped {
        storing.store(List.of(records), () -> pauses.incrementAndGet() < 10);
    }

    private static BusRecord event(String id) {
        return event(id, "a.b", "1");
    }

    private static BusRecord event(String id, String type, String data) {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/bus\",\"type\":\"%s\",\"data\":%s}"
                        .formatted(id, type, data);
        return of(json, new BusRecord.Header("content-type", "application/cloudevents+json"));
    }

    private static BusRecord of(String body, BusRecord.Header... headers) {
        return new BusRecord(Place.inKafka("t", 0, 7, 1), null, List.of(headers), bytes(body));
    }

    @Test
    void manyRecordsAreOneCommitInTheirOrder() throws Storing.Stopped {
        store(event("1"), event("2"), of("none"), event("3"));
        assertThat(accepted).containsExactly(List.of("1", "2", "3"));
        assertThat(rejected).hasSize(1);
        assertThat(counted).containsExactly("t 3 1");
    }

    @Test
    void largeOnesAreSeveralCommits() throws Storing.Stopped {
        String data = "\"" + "x".repeat(3 << 20) + "\"";
        store(event("1", "a.b", data), event("2", "a.b", data), event("3", "a.b", data));
        assertThat(accepted).containsExactly(List.of("1", "2"), List.of("3"));
    }

    @Test
    void whileTheJournalIsBusyOrAwayItWaitsAndNothingOvertakes() throws Storing.Stopped {
        journal.add(new Intake.NotStored(true, "too much waits"));
        journal.add(new Intake.NotStored(false, "the journal is away"));
        store(event("1"), event("2"));
        assertThat(accepted).containsExactly(List.of("1", "2"));
        assertThat(pauses).hasValue(2);
        assertThat(storing.waitingFor()).as("why it waits").isNull();
    }

    @Test
    void whatIsNoEventIsKeptBeforeItReturns() throws Storing.Stopped {
        table.add(new JournalUnavailable("the journal is away", null));
        table.add(new IllegalStateException("whatever it is"));
        store(of("none"));
        assertThat(rejected).hasSize(1);
        assertThat(pauses).hasValue(2);
    }

    @Test
    void anEventThatTheJournalNeverTakesIsRejectedAndTheOthersGoOn() throws Storing.Stopped {
        store(event("1"), event("2", "com.poison", "1"), event("3"));
        assertThat(accepted).containsExactly(List.of("1"), List.of("3"));
        assertThat(rejected)
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.reason())
                                        .isEqualTo(
                                                "the journal could not store it, which is a fault of Tidegate"));
        assertThat(counted).containsExactly("t 2 1");
    }

    @Test
    void toldToStopItSaysWhyItWaitedAndStoresNothing() {
        for (int i = 0; i < 20; i++) {
            journal.add(new Intake.NotStored(false, "the journal is away"));
        }
        assertThatThrownBy(() -> store(event("1"))).isInstanceOf(Storing.Stopped.class);
        assertThat(accepted).isEmpty();
        assertThat(counted).isEmpty();
        assertThat(storing.waitingFor()).isEqualTo("the journal is away");
    }
}
