package io.tidegate.rehearsal;

import io.tidegate.connector.CannedAnswer;
import io.tidegate.connector.Connector;
import io.tidegate.connector.TestCase.Canned;
import io.tidegate.event.Event;
import io.tidegate.journal.DeliveryRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through one connector: what it is to meet there, and what was seen of it.
 */
final class Trial {
    private final Connector connector;
    private final Event event;
    private final Canned canned;
    private final TrialSync sync;
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, @Nullable Object> bodies = new LinkedHashMap<>();
    private final List<Message> sent = new ArrayList<>();
    private final List<DeliveryRecord> records = new ArrayList<>();
    private final BlockingQueue<DeliveryRecord> landed = new LinkedBlockingQueue<>();

    /**
     * What a Camel endpoint would have got.
     *
     * @param stage of the delivery: before, request or after
     * @param body JSON's plain Java
     */
    record Message(
            String stage, String endpoint, Map<String, Object> headers, @Nullable Object body) {}

    Trial(Connector connector, Event event, Canned canned, Clock clock) {
        this.connector = connector;
        this.canned = canned;
        this.sync = new TrialSync(connector, canned.accounts(), clock);
        this.event = sync.after(canned.written(), event);
    }

    Connector connector() {
        return connector;
    }

    Event event() {
        return event;
    }

    TrialSync sync() {
        return sync;
    }

    /** What the third party does with the next request. */
    CannedAnswer nextAnswer() {
        return next(canned.answers(), requests);
    }

    /**
     * Null if nothing was said of this endpoint.
     *
     * @param name as {@link EndpointName} has it; the test may leave out its parameters
     */
    @Nullable CannedAnswer nextAnswer(String name) {
        for (String written : canned.endpoints().keySet()) {
            String wanted = EndpointName.of(written);
            if (wanted.equals(name) || wanted.equals(EndpointName.base(name))) {
                return next(
                        canned.endpoints().getOrDefault(written, List.of()),
                        calls.computeIfAbsent(written, w -> new AtomicInteger()));
            }
        }
        return null;
    }

    private static CannedAnswer next(List<CannedAnswer> answers, AtomicInteger count) {
        return answers.isEmpty()
                ? CannedAnswer.OK
                : answers.get(Math.min(count.getAndIncrement(), answers.size() - 1));
    }

    synchronized void sent(Message message) {
        sent.add(message);
    }

    /** The body after a step of the route. */
    synchronized void body(String step, @Nullable Object body) {
        bodies.put(step, body);
    }

    synchronized void landed(DeliveryRecord what) {
        records.add(what);
        landed.add(what);
    }

    BlockingQueue<DeliveryRecord> landed() {
        return landed;
    }

    synchronized List<Message> messages() {
        return List.copyOf(sent);
    }

    /** By the step's name, without the connector's id: before-1, mapping. */
    synchronized Map<String, @Nullable Object> bodies() {
        return new LinkedHashMap<>(bodies);
    }

    synchronized List<DeliveryRecord> records() {
        return List.copyOf(records);
    }
}
