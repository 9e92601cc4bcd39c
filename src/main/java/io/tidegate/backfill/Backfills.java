package io.tidegate.backfill;

import io.tidegate.backfill.Backfill.Order;
import io.tidegate.backfill.Backfill.Progress;
import io.tidegate.backfill.Backfill.State;
import io.tidegate.backfill.BackfillRefused.Why;
import io.tidegate.backfill.Connectors.Standing;
import io.tidegate.journal.Holding;
import io.tidegate.journal.JobThreads;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs: begun and cancelled by hand, gone on with after a restart. Each works on a thread of
 * its own.
 */
public final class Backfills implements AutoCloseable {
    /** At once; each is a thread that mostly waits. */
    static final int MOST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);

    private final Desk desk;
    private final Map<Long, BackfillRun> running = new ConcurrentHashMap<>();
    private final JobThreads threads = new JobThreads();
    private boolean closed;

    /**
     * What jobs see of the rest.
     *
     * @param redact takes passwords and whatever else nobody needs out of a profile
     * @param holding which of several nodes carries jobs out, whoever began them
     */
    public record Around(
            Connectors connectors,
            Identity identity,
            UnaryOperator<@Nullable Object> redact,
            Holding holding,
            Clock clock) {}

    /**
     * @param live hears of every commit of this node, since before the journal was opened
     */
    public Backfills(SqlDatabase database, SqlJournal journal, LiveSubjects live, Around around) {
        this.desk = Desk.of(database, journal, live, around);
    }

    /** Goes on with what a stop or a crash interrupted, here or at another node. */
    public synchronized void resume() {
        if (!desk.around().holding().leads()) {
            return;
        }
        for (Backfill job : desk.store().running()) {
            if (running.containsKey(job.id())) {
                continue;
            }
            LOG.info(
                    "backfill={} connector={} goes on accounts={}",
                    job.id(),
                    job.order().connector(),
                    job.progress().done());
            begin(job);
        }
    }

    /**
     * Begins a job.
     *
     * @param from only accounts that changed on this day or later; null: all
     * @throws BackfillRefused if there is no such connector, it cannot have one, or has one already
     * @throws JournalUnavailable if it cannot be recorded
     */
    public synchronized Backfill start(
            String connector, @Nullable LocalDate from, Rate rate, String by) {
        check(connector);
        if (running.size() >= MOST) {
            throw new BackfillRefused(
                    Why.STATE, MOST + " backfills run already, allowed are so many; cancel one");
        }
        long now = desk.clock().millis();
        Order order = new Order(connector, from, rate, now, by);
        Backfill job =
                new Backfill(
                        desk.journal().newId(), order, State.RUNNING, Progress.NONE, null, now);
        long runs = desk.store().add(job);
        if (runs != job.id()) {
            throw new BackfillRefused(
                    Why.STATE,
                    "backfill "
                            + runs
                            + " of "
                            + connector
                            + " runs already; wait for its end, or cancel it");
        }
        LOG.info("backfill={} connector={} begun by={}", job.id(), connector, by);
        if (desk.around().holding().leads()) {
            begin(job);
        }
        return job;
    }

    /** Whether the connector could have one now. */
    void check(String connector) {
        Standing standing = desk.connectors().of(connector);
        switch (standing.state()) {
            case UNKNOWN ->
                    throw new BackfillRefused(Why.UNKNOWN, "there is no connector " + connector);
            case NO_OUTFLOW ->
                    throw new BackfillRefused(
                            Why.NEVER,
                            connector
                                    + " is an inflow connector; a backfill feeds accounts through an outflow");
            case TAKES_DELIVERIES, HELD, AWAY -> {}
        }
        String problem = desk.around().identity().problem();
        if (problem != null) {
            throw new BackfillRefused(
                    Why.STATE, "there is no identity provider to read accounts from: " + problem);
        }
    }

    private void begin(Backfill job) {
        if (closed) {
            return;
        }
        BackfillRun run = new BackfillRun(job, desk);
        running.put(job.id(), run);
        threads.begin("backfill-" + job.order().connector(), run, () -> running.remove(job.id()));
    }

    /**
     * Accepts no more of its accounts; what it has accepted is delivered.
     *
     * @throws BackfillRefused if there is none that runs
     * @throws JournalUnavailable if it cannot be recorded; it goes on then
     */
    public synchronized Backfill cancel(long id, String by) {
        Backfill found =
                find(id).orElseThrow(
                                () ->
                                        new BackfillRefused(
                                                Why.UNKNOWN, "there is no backfill " + id));
        String reason = "cancelled by " + by;
        Backfill last = found.now(found.progress(), reason, desk.clock().millis());
        if (!desk.store().save(last, State.CANCELLED)) {
            throw new BackfillRefused(
                    Why.STATE, "backfill " + id + " has ended: " + stored(id).state().word());
        }
        BackfillRun run = running.get(id);
        if (run != null) {
            run.stop();
        }
        LOG.info("backfill={} connector={} {}", id, found.order().connector(), reason);
        return stored(id);
    }

    private Backfill stored(long id) {
        return desk.store()
                .find(id)
                .orElseThrow(() -> new BackfillRefused(Why.UNKNOWN, "there is no backfill " + id));
    }

    /** Newest first; those that ended long ago are forgotten. */
    public List<Backfill> all() {
        return desk.store().all().stream().map(this::asItIs).toList();
    }

    public Optional<Backfill> find(long id) {
        return desk.store().find(id).map(this::asItIs);
    }

    private Backfill asItIs(Backfill row) {
        BackfillRun run = row.state() == State.RUNNING ? running.get(row.id()) : null;
        return run == null ? row : run.now();
    }

    /**
     * What became of accounts would be: of the first of them, with nothing stored or sent.
     *
     * @throws BackfillRefused as {@link #start}
     * @throws DirectoryFailed if there are no accounts to be had
     * @throws InterruptedException if the server stops meanwhile
     */
    public Preview preview(String connector, @Nullable LocalDate from, Rehearsing rehearsing)
            throws InterruptedException {
        check(connector);
        return new Preview.Maker(desk, connector, rehearsing).make(from);
    }

    /** What keeps jobs from getting on, a line each. */
    public List<String> problems() {
        return running.values().stream()
                .filter(BackfillRun::isTroubled)
                .map(
                        run ->
                                "backfill "
                                        + run.job().id()
                                        + " of "
                                        + run.job().order().connector()
                                        + ": "
                                        + run.now().reason())
                .toList();
    }

    public int running() {
        return running.size();
    }

    /** Accounts that running jobs have not seen to yet, as far as their number is known. */
    public long accountsLeft() {
        return running.values().stream()
                .map(run -> run.now().progress())
                .mapToLong(at -> Math.max(0, at.total() - at.done()))
                .sum();
    }

    /** Begins no more; what was going on goes on at the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            running.values().forEach(BackfillRun::stop);
        }
        threads.join();
    }
}
