package io.tidegate.route;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.delivery.Throttle;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.TraceContext;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts many deliveries' requests into one, and gives each what the answer says of it. Each stays a
 * delivery of its own: its attempts, its retries, its failed query.
 */
final class BatchSending implements Sending {
    /** The note of an attempt that failed in a batch: what it was in, and why it was not taken. */
    static final String NOTE = "batch";

    private static final Logger LOG = LoggerFactory.getLogger(BatchSending.class);
    private static final String ERROR = "error";
    private static final int MOST_ALONE = 10_000;

    private final Sending sending;
    private final Batch batch;
    private final Clock clock;
    private final Lane lane;
    private final @Nullable BatchAnswer answer;
    private final Batching<Record> batching;
    private final BooleanSupplier waits;

    /** Those whose batch was refused as a whole: it may be for the sake of one of them. */
    private final Set<Long> alone =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>() {
                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<Long, Boolean> eldest) {
                                    return size() > MOST_ALONE;
                                }
                            }));

    private record Record(
            Flight flight, OutboundRequest request, boolean alone, Consumer<Reply> then) {}

    BatchSending(
            Sending sending,
            Batch batch,
            Batching.Bounds bounds,
            Throttle.Shared shared,
            Lane lane) {
        this.sending = sending;
        this.batch = batch;
        this.clock = shared.clock();
        this.lane = lane;
        this.answer = batch.outcomes() == null ? null : new BatchAnswer(batch.outcomes());
        this.batching = new Batching<>(batch, bounds, shared, lane, new Ends());
        this.waits = batching::waits;
        lane.watch(waits);
    }

    /** What its connector's lane says, and whoever looks at health is told. */
    interface Lane extends Batching.Lane {
        /** Else another node carries it out, or soon does. */
        boolean isOurs(Flight flight);

        /**
         * @param waits whether records are waiting as they should
         */
        void watch(BooleanSupplier waits);

        void leave(BooleanSupplier waits);
    }

    private final class Ends implements Batching.Ends<Record> {
        @Override
        public boolean fit(Record one, Record other) {
            return BatchBody.fit(one.request(), other.request());
        }

        @Override
        public boolean isOurs(Record record) {
            return lane.isOurs(record.flight());
        }

        @Override
        public void send(List<Record> records) {
            transmit(records);
        }

        @Override
        public void putBack(List<Record> records) {
            for (Record one : records) {
                if (one.alone()) {
                    alone.add(one.flight().id().delivery());
                }
                one.flight().putBack();
                one.then().accept(new Reply.NeverSent("it went back to the journal"));
            }
        }
    }

    @Override
    public void send(
            OutboundRequest stored,
            String idempotencyKey,
            @Nullable TraceContext trace,
            Consumer<Reply> then)
            throws StageFailed {
        sending.send(BatchBody.of(List.of(stored), batch.in()), idempotencyKey, trace, then);
    }

    @Override
    public void send(Flight flight, OutboundRequest stored, Consumer<Reply> then)
            throws StageFailed {
        mustBeJson(stored.body());
        boolean byItself = alone.remove(flight.id().delivery());
        batching.add(new Record(flight, stored, byItself, then), byItself);
    }

    /** One that is none would break the request of all. */
    private static void mustBeJson(byte @Nullable [] body) throws StageFailed {
        try {
            Json.parse(body == null ? new byte[0] : body);
        } catch (InvalidJson e) {
            throw StageFailed.forGood(
                    Stage.REQUEST,
                    "the record is not JSON, which is all that a batch takes: " + e.getMessage(),
                    e);
        }
    }

    /** From here on it is an attempt: what was before was waiting for others. */
    private void transmit(List<Record> records) {
        long now = clock.millis();
        records.forEach(one -> one.flight().started(now));
        List<String> keys =
                records.stream().map(one -> one.flight().id().idempotencyKey()).toList();
        AtomicBoolean over = new AtomicBoolean();
        Consumer<Reply> once =
                reply -> {
                    if (over.compareAndSet(false, true)) {
                        answered(records, keys, reply);
                    }
                };
        try {
            sending.send(
                    records.stream().map(Record::flight).toList(),
                    BatchBody.of(records.stream().map(Record::request).toList(), batch.in()),
                    BatchBody.key(keys),
                    once);
        } catch (StageFailed e) {
            once.accept(new Reply.NeverSent(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // whoever filled the batch is not the only one to be told
            LOG.error("a bug: a batch of {} records could not be sent", records.size(), e);
            once.accept(
                    new Reply.NeverSent("the batch could not be sent, a bug; the log says more"));
        }
    }

    private void answered(List<Record> records, List<String> keys, Reply reply) {
        try {
            tell(records, keys, reply);
        } finally {
            batching.ended();
        }
    }

    private void tell(List<Record> records, List<String> keys, Reply reply) {
        List<BatchAnswer.One> each = each(reply, records.size());
        if (records.size() > 1 && isForOneOfThem(reply)) {
            records.forEach(one -> alone.add(one.flight().id().delivery()));
        }
        for (int i = 0; i < records.size(); i++) {
            BatchAnswer.One one = each.get(i);
            Flight flight = records.get(i).flight();
            if (one.error() != null || one.reply().error() != null) {
                flight.note(NOTE, note(i, keys, one.error()));
            }
            try {
                records.get(i).then().accept(one.reply());
            } catch (RuntimeException e) {
                LOG.error("a bug: delivery {} of a batch did not end", flight.id().delivery(), e);
            }
        }
    }

    private List<BatchAnswer.One> each(Reply reply, int records) {
        try {
            return answer == null ? BatchAnswer.alike(reply, records) : answer.of(reply, records);
        } catch (RuntimeException e) { // each of them must end
            LOG.error("a bug: the answer to a batch of {} records cannot be judged", records, e);
            return BatchAnswer.alike(
                    new Reply.Unanswered(
                            "the answer to the batch cannot be judged, a bug; the log says more",
                            false),
                    records);
        }
    }

    /** It refuses what was said, and not to be asked now. */
    private static boolean isForOneOfThem(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.status() >= 400
                && answered.status() < 500
                && !Set.of(401, 403, 404, 408, 410, 425, 429).contains(answered.status());
    }

    private static Map<String, Object> note(int at, List<String> keys, @Nullable String error) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("record", at + 1);
        note.put("of", keys.size());
        note.put("idempotencyKey", BatchBody.key(keys));
        note.put("records", keys);
        if (error != null) {
            note.put(ERROR, error);
        }
        return note;
    }

    /** Why the third party did not take it, though it answered 2xx; null if it says nothing. */
    static @Nullable String refusal(Flight flight) {
        return flight.notes().get(NOTE) instanceof Map<?, ?> note
                        && note.get(ERROR) instanceof String error
                ? error
                : null;
    }

    @Override
    public void close() {
        batching.close();
        lane.leave(waits);
        sending.close();
    }
}
