package io.tidegate.erasure;

import io.tidegate.erasure.Erasure.Counts;
import io.tidegate.event.Event;
import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.Due;
import io.tidegate.journal.JournalBusy;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlErase;
import io.tidegate.journal.SqlJournal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One erasure at work. First each node ends what is unfinished of its own; when nothing is, the
 * leading one erases, a few events a transaction, with the count of them in it.
 */
final class ErasureRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureRun.class);
    private static final int AT_ONCE = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Erasure erasure;
    private final String subject;
    private final Around around;
    private long looked;
    private boolean left;
    private volatile boolean stopped;

    /** What erasures work with. */
    record Around(
            SqlJournal journal,
            SqlErasures store,
            Discarding discarding,
            BooleanSupplier leads,
            Clock clock) {}

    ErasureRun(SqlErasures.Open open, Around around) {
        this.erasure = open.erasure();
        this.subject = open.subject();
        this.around = around;
    }

    /** Touches nothing more; its row says that it is to be gone on with. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                Erasure now = around.store().find(erasure.id());
                if (now == null || !now.isRunning()) {
                    return; // another node has ended it
                }
                if (!turn()) {
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            } catch (JournalBusy | JournalUnavailable | CompletionException e) {
                LOG.warn("erasure={} waits for the journal: {}", erasure.id(), e.getMessage());
                LockSupport.parkNanos(this, PAUSE_NANOS * 5);
            }
        }
    }

    /** False: there is nothing to do for this node at the moment. */
    private boolean turn() {
        List<Long> unfinished = around.store().toDiscard(subject, erasure.upTo());
        if (!unfinished.isEmpty()) {
            return discard(unfinished) > 0;
        }
        if (!around.leads().getAsBoolean()) {
            return false;
        }
        SqlErase.Window some = around.store().events(subject, looked, erasure.upTo());
        if (!some.events().isEmpty()) {
            left |= erase(some.events(), List.of()).events() < some.events().size();
        }
        looked = some.end();
        return !some.isLast() || endUnlessLeft();
    }

    private Counts erase(List<Long> events, List<Long> records) {
        long now = around.clock().millis();
        Counts more = around.store().erase(erasure.id(), events, records, now);
        FaultPoint.AFTER_ERASURE_COMMIT.hit();
        return more;
    }

    /** What was replayed meanwhile has an event that is left: it is gone through once more. */
    private boolean endUnlessLeft() {
        if (left) {
            left = false;
            looked = 0;
            return false;
        }
        List<Long> records = around.store().records(subject, erasure.upTo());
        if (!records.isEmpty()) {
            erase(List.of(), records);
        }
        end();
        return true;
    }

    private int discard(List<Long> events) {
        Set<Long> onTheWire = around.discarding().delivering();
        String reason = "erased with the data of its subject, by " + erasure.startedBy();
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (long event : events.stream().distinct().limit(AT_ONCE).toList()) {
            for (Due due : around.journal().unfinishedOf(event)) {
                if (!onTheWire.contains(due.ref().id())) {
                    ended.add(
                            around.discarding()
                                    .discard(without(due), reason)
                                    .toCompletableFuture());
                }
            }
        }
        ended.forEach(CompletableFuture::join);
        return ended.size();
    }

    /** Its failed query goes to the sink: it must say nothing of what is to be erased. */
    private static Due without(Due due) {
        Event event = due.event();
        Event.Attributes bare =
                new Event.Attributes(
                        event.id(),
                        event.source(),
                        event.type(),
                        null,
                        event.time(),
                        Event.Attributes.Optional.NONE);
        return new Due(due.ref(), new Event(bare, null), due.progress(), null, null);
    }

    private void end() {
        around.store().end(erasure.id(), around.clock().millis());
        Erasure last = Objects.requireNonNull(around.store().find(erasure.id()), "never deleted");
        stopped = true;
        LOG.info(
                "erasure={} done events={} deliveries={} records={}",
                last.id(),
                last.counts().events(),
                last.counts().deliveries(),
                last.counts().records());
    }
}
