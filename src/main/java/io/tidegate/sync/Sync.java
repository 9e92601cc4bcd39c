package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.event.Provenance;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Two-way sync without an echo: knows whose change an event tells of, and who need not hear of it.
 */
public final class Sync {
    /** Reasons of deliveries that are skipped. */
    static final String ECHO = "echo";

    static final String OVERTAKEN = "overtaken: a later state of the account was delivered";

    private static final int MOST_RECALLED = 10_000;

    /** What was sent before has no say after a start: changes that are older are not skipped. */
    private static final long RECALLED_MILLIS = 30 * 60_000;

    private static final int MOST_FORGOTTEN = 500;

    /**
     * A repeat of a delivery that ended may be asked for; then what it wrote is known for a day.
     */
    private static final long ROWS_KEPT_MILLIS = 24 * 3_600_000L;

    private final Memory memory;
    private final SendLog sendLog;
    private volatile Set<String> twoWay = Set.of();

    /**
     * @param redaction takes out of an account what webhooks do not keep: secrets
     */
    public static Sync open(
            SqlDatabase database,
            SqlJournal journal,
            UnaryOperator<Map<String, @Nullable Object>> redaction,
            Clock clock) {
        return new Sync(
                new SqlWriteLog(database, journal), new SqlSendLog(database), redaction, clock);
    }

    /** For a trial: nothing was written or sent before it, and nothing of it is kept. */
    public static Sync ofTrial(
            UnaryOperator<Map<String, @Nullable Object>> redaction, Clock clock) {
        Unkept log = new Unkept();
        return new Sync(log, log, redaction, clock);
    }

    Sync(
            WriteLog log,
            SendLog sendLog,
            UnaryOperator<Map<String, @Nullable Object>> redaction,
            Clock clock) {
        this.memory =
                new Memory(new Writes(), new Sends(), log, new MadeEvents(redaction, clock), clock);
        this.sendLog = sendLog;
        recallWrites();
    }

    private void recallWrites() {
        long now = memory.clock().millis();
        List<Write> newestFirst = memory.log().since(now - Writes.KEPT_MILLIS, MOST_RECALLED);
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            memory.writes().add(newestFirst.get(i), now);
        }
    }

    /**
     * Tells which connectors there are, at a start and after each reload; blocks.
     *
     * @param outflows connectors that send, by system
     * @param writers systems whose changes are written to accounts: by inflows, and by after hooks
     */
    public synchronized void connectors(
            Map<String, ? extends Collection<String>> outflows, Set<String> writers) {
        Set<String> both = new HashSet<>(outflows.keySet());
        both.retainAll(writers);
        twoWay = Set.copyOf(both);
        outflows.forEach(
                (system, connectors) -> {
                    if (both.contains(system)) {
                        recallSends(system, connectors);
                    }
                });
    }

    private void recallSends(String system, Collection<String> connectors) {
        if (!memory.sends().begin(system)) {
            return;
        }
        long since = memory.clock().millis() - RECALLED_MILLIS;
        List<Attempted> newestFirst = sendLog.since(system, connectors, since, MOST_RECALLED);
        newestFirst.forEach(this::add);
        boolean all = newestFirst.size() < MOST_RECALLED;
        long from =
                all
                        ? since
                        : newestFirst.stream().mapToLong(Attempted::endedAt).max().orElse(since)
                                + 1;
        memory.sends().completeSince(system, from);
    }

    /** Gives a webhook's event its origin and cause, if it tells of a write of ours. In memory. */
    public Event origin(Event webhook) {
        if (webhook.provenance().cause() != null) {
            return webhook;
        }
        Evidence evidence = new Evidence(webhook, memory.writes());
        List<Write> writes = evidence.writes();
        return writes.stream()
                .filter(evidence::tellsOf)
                .findFirst()
                .or(() -> writes.stream().filter(evidence::mayTellOf).findFirst())
                .map(write -> webhook.from(provenance(write.of())))
                .orElse(webhook);
    }

    private static Provenance provenance(Undertaking by) {
        return new Provenance(by.system(), by.delivery());
    }

    /** Why this connector does not send this event; empty: it does. In memory. */
    public Optional<String> skip(Receiver to, Event event) {
        String only = MadeEvents.only(event);
        if (only != null && !only.equals(to.system())) {
            return Optional.of("it is for " + only + " alone");
        }
        if (to.system() == null || !twoWay.contains(to.system())) {
            return Optional.empty();
        }
        Evidence evidence = new Evidence(event, memory.writes());
        String uid = evidence.told().uid();
        return uid == null
                ? Optional.empty()
                : Optional.ofNullable(skip(to, new Sends.Line(to.system(), uid), event, evidence));
    }

    private @Nullable String skip(Receiver to, Sends.Line line, Event event, Evidence evidence) {
        Long version = evidence.told().version();
        if (version != null && memory.sends().isOvertaken(line, to.connector(), version)) {
            return OVERTAKEN;
        }
        return isEcho(line, event, evidence) ? ECHO : null;
    }

    /** Its own change, and nothing came since that may have replaced it there. */
    private boolean isEcho(Sends.Line line, Event event, Evidence evidence) {
        Long cause = event.provenance().cause();
        if (cause == null || !line.system().equals(event.provenance().origin())) {
            return false;
        }
        long now = memory.clock().millis();
        return memory.writes().ofDelivery(cause).stream()
                .filter(write -> line.system().equals(write.of().system()))
                .filter(write -> MadeEvents.isOurs(event) || evidence.tellsOf(write))
                .anyMatch(write -> memory.sends().nothingSince(line, write.of().changed(), now));
    }

    /** Deletes what nobody needs any more; once in some minutes. Blocks. */
    public void tidy() {
        long before = memory.clock().millis() - ROWS_KEPT_MILLIS;
        while (memory.log().forget(before, MOST_FORGOTTEN) == MOST_FORGOTTEN) {}
    }

    /** For one attempt to carry out an action. */
    public SyncGuard guard(Undertaking undertaking) {
        return new SyncGuard(undertaking, memory);
    }

    /** An attempt to send begins. In memory. */
    public void sending(Receiver to, Event event) {
        add(new Attempted(to, event, memory.clock().millis(), Sent.Span.OPEN, false));
    }

    /** An attempt to send has ended, whatever came of it. In memory. */
    public void sent(Attempted attempted) {
        add(attempted);
    }

    private void add(Attempted attempted) {
        String system = attempted.to().system();
        if (system == null || !memory.sends().isKept(system)) {
            return;
        }
        Event event = attempted.event();
        Snapshot told = Snapshot.of(event);
        if (told.uid() == null) {
            return;
        }
        memory.sends()
                .add(
                        new Sends.Line(system, told.uid()),
                        new Sent(
                                new Sent.What(
                                        attempted.to().connector(), event.source(), event.id()),
                                new Sent.Span(attempted.begunAt(), attempted.endedAt()),
                                attempted.delivered(),
                                told.version(),
                                told.leaves()));
    }
}
