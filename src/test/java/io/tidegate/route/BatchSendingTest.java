package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.delivery.SteppedTime;
import io.tidegate.event.Event;
import io.tidegate.event.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchSendingTest {
    private final SteppedTime time = new SteppedTime();
    private final List<BooleanSupplier> watching = new ArrayList<>();
    private boolean shut;
    private boolean breaks;
    private final List<String> bodies = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Consumer<Reply>> answers = new ArrayList<>();
    private final Map<Long, Reply> replies = new HashMap<>();
    private final BatchSending sending =
            new BatchSending(
                    this::sent,
                    new Batch(3, Duration.ofSeconds(1), null, null),
                    new Batching.Bounds(9, Double.POSITIVE_INFINITY),
                    time.shared(),
                    new TheLane());

    private final class TheLane implements BatchSending.Lane {
        @Override
        public boolean maySend() {
            return true;
        }

        @Override
        public boolean isShut() {
            return shut;
        }

        @Override
        public boolean isOurs(Flight flight) {
            return true;
        }

        @Override
        public void watch(BooleanSupplier waits) {
            watching.add(waits);
        }

        @Override
        public void leave(BooleanSupplier waits) {
            watching.remove(waits);
        }
    }

    private void sent(
            OutboundRequest request,
            String key,
            @Nullable TraceContext trace,
            Consumer<Reply> then) {
        if (breaks) {
            throw new IllegalStateException("a bug");
        }
        byte[] body = request.body();
        bodies.add(body == null ? "" : new String(body, StandardCharsets.UTF_8));
        keys.add(key);
        answers.add(then);
    }

    private Flight send(long id, String body) throws StageFailed {
        Event event =
                new Event(
                        new Event.Attributes(
                                "e" + id, "/s", "t", null, null, Event.Attributes.Optional.NONE),
                        new byte[0]);
        Flight flight =
                new Flight(
                        new Flight.Id(id, "crm", 0, Long.toString(id)), event, Flight.Round.FIRST);
        sending.send(
                flight,
                new OutboundRequest(
                        "POST",
                        "https://x.example",
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                Long.toString(id)),
                        body.getBytes(StandardCharsets.UTF_8)),
                reply -> replies.put(id, reply));
        return flight;
    }

    private static Reply answered(int status) {
        return new Reply.Answered(status, Map.of(), new byte[0]);
    }

    @Test
    void recordsGoInOneRequestAndEachHasTheAnswer() throws StageFailed {
        send(1, "{\"n\":1}");
        send(2, "{\"n\":2}");
        Flight third = send(3, "{\"n\":3}");

        assertThat(bodies).containsExactly("[{\"n\":1},{\"n\":2},{\"n\":3}]");
        answers.get(0).accept(answered(200));
        assertThat(replies).containsOnlyKeys(1L, 2L, 3L);
        assertThat(third.notes()).isEmpty();
    }

    /** Each has an end, and none of the requests that may be on their way is lost for ever. */
    @Test
    void whatBreaksInSendingIsTheAnswerOfEach() throws StageFailed {
        breaks = true;
        for (long id = 1; id <= 3 * 10; id++) {
            send(id, "{}");
        }
        assertThat(replies).hasSize(30);
        assertThat(replies.get(1L).error()).contains("could not be sent");

        breaks = false;
        send(31, "{}");
        send(32, "{}");
        send(33, "{}");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aFailedOneSaysWhatItWasIn() throws StageFailed {
        send(1, "1");
        Flight second = send(2, "2");
        time.advance(1_000);

        answers.get(0).accept(answered(503));

        assertThat(second.notes().get("batch"))
                .isEqualTo(
                        Map.of(
                                "record",
                                2,
                                "of",
                                2,
                                "idempotencyKey",
                                keys.get(0),
                                "records",
                                List.of("1", "2")));
        assertThat(keys.get(0)).startsWith("batch-");
    }

    @Test
    void afterARefusalOfTheWholeEachGoesAlone() throws StageFailed {
        send(1, "1");
        send(2, "2");
        send(3, "3");
        answers.get(0).accept(answered(422));
        send(1, "1");
        send(2, "2");
        assertThat(bodies).containsExactly("[1,2,3]", "[1]", "[2]");
        assertThat(keys).endsWith("1", "2");

        answers.get(1).accept(answered(422));
        send(1, "1");
        send(4, "4");
        time.advance(1_000);
        assertThat(bodies).as("with others again").endsWith("[1,4]");
    }

    @Test
    void afterAnOutageTheyGoTogetherAgain() throws StageFailed {
        send(1, "1");
        send(2, "2");
        send(3, "3");
        answers.get(0).accept(answered(503));
        send(1, "1");
        send(2, "2");
        send(3, "3");

        assertThat(bodies).containsExactly("[1,2,3]", "[1,2,3]");
        assertThat(keys.get(0)).as("the same batch has the same key").isEqualTo(keys.get(1));
    }

    @Test
    void anAttemptBeginsWhenItsBatchIsSent() throws StageFailed {
        Flight first = send(1, "1");
        first.started(time.millis());
        long begun = time.millis();
        time.advance(1_000);

        assertThat(bodies).hasSize(1);
        assertThat(first.startedAt()).isEqualTo(begun + 1_000);
    }

    @Test
    void whatGoesBackIsNoAttemptAndGoesAloneStill() throws StageFailed {
        send(1, "1");
        send(2, "2");
        send(3, "3");
        answers.get(0).accept(answered(422));
        shut = true;
        Flight first = send(1, "1");
        assertThat(first.isPutBack()).isTrue();
        assertThat(first.notes()).isEmpty();

        shut = false;
        send(1, "1");
        assertThat(bodies).endsWith("[1]");
    }

    @Test
    void healthIsToldAsLongAsItIsOpen() {
        assertThat(watching).hasSize(1);
        sending.close();
        assertThat(watching).isEmpty();
    }

    @Test
    void whatIsNotJsonFailsByItself() throws StageFailed {
        send(1, "1");
        assertThatThrownBy(() -> send(2, "<a/>"))
                .isInstanceOfSatisfying(
                        StageFailed.class, failed -> assertThat(failed.isFinal()).isTrue())
                .hasMessageStartingWith(
                        "the record is not JSON, which is all that a batch takes: ");
        time.advance(1_000);

        assertThat(bodies).containsExactly("[1]");
    }
}
