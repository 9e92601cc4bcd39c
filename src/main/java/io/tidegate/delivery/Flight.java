package io.tidegate.delivery;

import io.opentelemetry.api.trace.Span;
import io.tidegate.event.Event;
import io.tidegate.event.TraceContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in memory, from its place in the window to the record of what became of it. The
 * route's steps write what they found here. It is handed from thread to thread, never shared.
 */
public final class Flight {
    /** The exchange property that holds it. */
    public static final String PROPERTY = "tidegate.flight";

    private final Id id;
    private final Event event;
    private final Round round;
    private @Nullable OutboundRequest request;
    private boolean requestIsStored;
    private Stage stage = Stage.RULE;
    private int ofStage;
    private @Nullable String named;
    private long startedAt;
    private long startedNanos;
    private long endedNanos;
    private boolean isTimed;
    private @Nullable Reply reply;
    private @Nullable StageFailed failure;
    private @Nullable String skippedBy;
    private boolean hooksOnly;
    private boolean putBack;
    private @Nullable Object result;
    private @Nullable String recordId;
    private final Map<String, Object> notes = new LinkedHashMap<>();
    private List<Event> made = List.of();
    private Runnable onLeft = () -> {};
    private long epoch;
    private Span span = Span.getInvalid();
    private @Nullable TraceContext trace;

    /** Which delivery, and the idempotency key its requests carry. */
    public record Id(long delivery, String connector, long subjectHash, String idempotencyKey) {}

    /**
     * The attempts before this one.
     *
     * @param attempts over all replays
     * @param inRound since the last replay
     * @param firstAt ms since 1970, of the round's first; null if there was none
     */
    public record Round(int attempts, int inRound, @Nullable Long firstAt) {
        public static final Round FIRST = new Round(0, 0, null);
    }

    public Flight(Id id, Event event, Round round) {
        this.id = id;
        this.event = event;
        this.round = round;
    }

    /** Repeats what was stored instead of building it. */
    public Flight repeating(@Nullable OutboundRequest stored) {
        request = stored;
        requestIsStored = stored != null;
        return this;
    }

    /** The 2xx is recorded; only the after hooks are left. */
    public Flight onlyHooks(Reply.Answered recorded) {
        reply = recorded;
        hooksOnly = true;
        return this;
    }

    public Id id() {
        return id;
    }

    /** The node's membership in which its row was read or written: in no other it may begin. */
    public long epoch() {
        return epoch;
    }

    public Flight knownIn(long membership) {
        epoch = membership;
        return this;
    }

    public Event event() {
        return event;
    }

    /**
     * Its way is drawn.
     *
     * @param inTrace what goes on from that span
     */
    public void traced(Span drawn, @Nullable TraceContext inTrace) {
        span = drawn;
        trace = inTrace;
    }

    /** Not a valid one: nobody draws its way. */
    public Span span() {
        return span;
    }

    /** The span that what it sends and makes goes on from; null: it is in no trace. */
    public @Nullable TraceContext trace() {
        return trace != null ? trace : event.trace();
    }

    public Round round() {
        return round;
    }

    /** True if rules, before and mapping have to run: nothing is stored that would be repeated. */
    public boolean isToBuild() {
        return request == null && !hooksOnly;
    }

    public boolean isHooksOnly() {
        return hooksOnly;
    }

    public boolean requestIsStored() {
        return requestIsStored;
    }

    public @Nullable OutboundRequest request() {
        return request;
    }

    public void built(OutboundRequest toSend) {
        request = toSend;
    }

    public Stage stage() {
        return stage;
    }

    /** One more step of this stage begins. */
    public void at(Stage now) {
        at(now, null);
    }

    /** A step begins that has a name beside its stage's; null: it has none. */
    public void at(Stage now, @Nullable String step) {
        ofStage = now == stage ? ofStage + 1 : 1;
        stage = now;
        named = step;
        if (span.isRecording()) {
            span.addEvent(step());
        }
    }

    /** The step that it is at, as its route names it after the connector: {@code rule-1}. */
    public String step() {
        if (named != null) {
            return named;
        }
        return switch (stage) {
            case RULE, BEFORE, AFTER -> ofStage == 0 ? "" : stage.word() + "-" + ofStage;
            case MAPPING, REQUEST -> stage.word();
        };
    }

    public void started(long millis) {
        startedAt = millis;
        startedNanos = System.nanoTime();
    }

    /** Ms since 1970; 0 if no attempt began. */
    public long startedAt() {
        return startedAt;
    }

    /** 0 if nothing went out: then there was nothing to wait for. */
    public int durationMillis() {
        return isTimed ? (int) ((endedNanos - startedNanos) / 1_000_000) : 0;
    }

    public void ended(Reply with) {
        reply = with;
        ended();
    }

    /** The attempt was an exchange that Camel sent: it has no reply of ours. */
    public void ended() {
        isTimed = startedAt > 0;
        endedNanos = System.nanoTime();
    }

    public @Nullable Reply reply() {
        return reply;
    }

    /** Its request was not sent and is no attempt: what its row says is still true. */
    public void putBack() {
        putBack = true;
    }

    public boolean isPutBack() {
        return putBack;
    }

    public void failed(StageFailed why) {
        failure = why;
    }

    public @Nullable StageFailed failure() {
        return failure;
    }

    public void skippedBy(String rule) {
        skippedBy = rule;
    }

    public @Nullable String skippedBy() {
        return skippedBy;
    }

    public void result(@Nullable Object fromHook) {
        result = fromHook;
    }

    public @Nullable Object result() {
        return result;
    }

    /** What the third party calls the record that it now has; the result, unless a hook has one. */
    public void recordId(String id) {
        recordId = id;
        result = Map.of("recordId", id);
    }

    public @Nullable String recordId() {
        return recordId;
    }

    /**
     * What this attempt has to say beyond its answer.
     *
     * @param kind one of each; said again, the last one counts
     * @param what JSON as Map, List, text, number or boolean; no secret
     */
    public void note(String kind, Object what) {
        notes.put(kind, what);
    }

    /** By kind, in the order they were said. */
    public Map<String, Object> notes() {
        return Collections.unmodifiableMap(notes);
    }

    /** What the attempt made happen, to be accepted with its record, in its trace. */
    public void made(List<Event> events) {
        TraceContext at = trace();
        made =
                at == null
                        ? List.copyOf(events)
                        : events.stream().map(event -> event.in(at)).toList();
    }

    public List<Event> made() {
        return made;
    }

    /** From here on only hooks are left; what fails now fails the hooks, not the delivery. */
    public void recordedSuccess() {
        hooksOnly = true;
    }

    /** It is in a route now, which wants to know when it has left it. */
    public void entered(Runnable left) {
        onLeft = left;
    }

    /** Called once, when nothing of it is in its route any more. */
    public void left() {
        onLeft.run();
    }

    public Map<String, @Nullable Object> root() {
        return event.root();
    }
}
