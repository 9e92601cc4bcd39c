package io.tidegate;

import io.tidegate.access.AuditEntry;
import io.tidegate.access.AuditLog;
import io.tidegate.journal.Activation;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.notice.Notice;
import io.tidegate.notice.Notices;
import io.tidegate.route.Activations;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches connectors off as an operator would, for a reason that the audit log, the log and a
 * notice give.
 */
final class SelfSwitch implements AutoCloseable {
    /** Who did it. */
    static final String BY = "tidegate";

    private static final Logger LOG = LoggerFactory.getLogger(SelfSwitch.class);

    private final Activations activations;
    private final AuditLog audit;
    private final Notices notices;
    private final LongSupplier newId;
    private final Consumer<String> decided;
    private final Clock clock;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "self-switch"));

    /**
     * @param newId of notices
     * @param decided told when a connector was switched off, or need not be
     */
    SelfSwitch(
            Activations activations,
            AuditLog audit,
            Notices notices,
            LongSupplier newId,
            Consumer<String> decided,
            Clock clock) {
        this.activations = activations;
        this.audit = audit;
        this.notices = notices;
        this.newId = newId;
        this.decided = decided;
        this.clock = clock;
    }

    /**
     * Returns at once; once for as long as it takes. When everything stops nothing happens: the
     * next failure after the next start asks again.
     *
     * @param still asked just before, where one may wait
     */
    void deactivate(String connector, String reason, Predicate<String> still) {
        if (!begun.add(connector)) {
            return;
        }
        try {
            thread.execute(() -> decide(connector, reason, still));
        } catch (RejectedExecutionException e) {
            begun.remove(connector);
        }
    }

    private void decide(String connector, String reason, Predicate<String> still) {
        try {
            if (isActive(connector) && still.test(connector)) {
                deactivateNow(connector, reason);
            }
            decided.accept(connector);
        } catch (JournalUnavailable e) {
            LOG.warn(
                    "{} cannot be switched off now, tried again at its next failure: {}",
                    connector,
                    e.getMessage());
        } finally {
            begun.remove(connector);
        }
    }

    private boolean isActive(String connector) {
        Activation last = activations.of(connector);
        return last == null || last.active();
    }

    /** The notice first: told twice is better than not at all. */
    private void deactivateNow(String connector, String reason) {
        notices.add(Notice.deactivated(newId.getAsLong(), connector, reason, clock.millis()));
        AuditEntry entry =
                new AuditEntry(
                        BY,
                        "connector.deactivate",
                        connector,
                        Map.of("active", true),
                        Map.of("active", false, "reason", reason),
                        null);
        audit.during(entry, () -> activations.deactivate(connector, false, BY), switched -> entry);
        LOG.warn("deactivated connector={} by={} reason=\"{}\"", connector, BY, reason);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
