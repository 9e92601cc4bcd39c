package io.tidegate.failedquery;

import io.tidegate.failedquery.FailedQuery.State;
import io.tidegate.failedquery.Job.Order;
import io.tidegate.failedquery.Job.Progress;
import io.tidegate.failedquery.Job.Wish;
import io.tidegate.journal.JobThreads;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failed queries in bulk: begun and cancelled by hand, gone on with after a restart. All of it
 * waits for the database: not for an event loop.
 */
public final class Jobs implements AutoCloseable {
    /** At once; each is a thread that mostly waits for commits. */
    static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final SqlJobs store;
    private final SqlMatching matching;
    private final JobRun.Around around;
    private final Map<Long, JobRun> running = new ConcurrentHashMap<>();
    private final JobThreads threads = new JobThreads();
    private boolean closed;

    public Jobs(SqlDatabase database, SqlJournal journal, Replayed replayed, Clock clock) {
        this(database, journal, replayed, () -> true, clock);
    }

    /**
     * @param leads whether this node carries jobs out, also those that were begun at others
     */
    public Jobs(
            SqlDatabase database,
            SqlJournal journal,
            Replayed replayed,
            BooleanSupplier leads,
            Clock clock) {
        this.store = new SqlJobs(database, journal);
        this.matching = new SqlMatching(database);
        this.around = new JobRun.Around(journal, matching, replayed, leads, clock);
    }

    /** Goes on with what a stop or a crash interrupted, or another node has begun. */
    public synchronized void resume() {
        if (!around.leads().getAsBoolean()) {
            return;
        }
        for (Job job : store.running()) {
            if (running.containsKey(job.id())) {
                continue;
            }
            LOG.info(
                    "job={} {} goes on done={}",
                    job.id(),
                    job.order().wish().word(),
                    job.progress().done());
            begin(job);
        }
    }

    /** The open ones that a job with this filter would see to. */
    public Matching preview(FailedQueryFilter filter) {
        return matching.count(filter.with(State.OPEN), Long.MAX_VALUE);
    }

    /**
     * Begins one over those that are open now; those that fail from now on are not touched.
     *
     * @throws JobRefused if too many run
     * @throws JournalUnavailable if it cannot be recorded
     */
    public synchronized Job start(FailedQueryFilter filter, Wish wish, String by) {
        if (store.running().size() >= MOST) {
            throw new JobRefused(
                    MOST + " jobs run already, allowed are so many; wait, or cancel one");
        }
        FailedQueryFilter open = filter.with(State.OPEN);
        long upTo = matching.newest();
        long total = matching.count(open, upTo).count();
        Order order = new Order(open, wish, upTo, around.clock().millis(), by);
        Job job =
                new Job(
                        around.journal().newId(),
                        order,
                        Job.State.RUNNING,
                        Progress.none(total),
                        null,
                        null);
        store.add(job);
        LOG.info("job={} {} begun by={} total={}", job.id(), wish.word(), by, total);
        if (around.leads().getAsBoolean()) {
            begin(job);
        }
        return job;
    }

    private void begin(Job job) {
        if (closed) {
            return;
        }
        JobRun run = new JobRun(job, around);
        running.put(job.id(), run);
        threads.begin("job-" + job.id(), run, () -> running.remove(job.id()));
    }

    /**
     * Touches no more failed queries; those that it saw to stay so. Empty if there is no such job.
     *
     * @throws JobRefused if it has ended
     * @throws JournalUnavailable if it cannot be recorded; it goes on then
     */
    public Optional<Job> cancel(long id, String by) {
        Optional<Job> found = store.find(id);
        if (found.isEmpty()) {
            return found;
        }
        long at = around.clock().millis();
        boolean cancelled =
                around.journal()
                        .changeNow(
                                (connection, dialect) -> {
                                    Job now = SqlJobs.now(connection, id);
                                    return now != null
                                            && SqlJobs.save(
                                                    connection,
                                                    new Job(
                                                            id,
                                                            now.order(),
                                                            Job.State.CANCELLED,
                                                            now.progress(),
                                                            "cancelled by " + by,
                                                            at));
                                });
        Job last = store.find(id).orElse(found.get());
        if (!cancelled) {
            throw new JobRefused("job " + id + " has ended: " + last.state().word());
        }
        Optional.ofNullable(running.get(id)).ifPresent(JobRun::stop);
        LOG.info("job={} cancelled by={}", id, by);
        return Optional.of(last);
    }

    /** Newest first; those that ended long ago are forgotten. */
    public List<Job> all() {
        return store.all().stream().map(this::asItIs).toList();
    }

    public Optional<Job> find(long id) {
        return store.find(id).map(this::asItIs);
    }

    private Job asItIs(Job row) {
        JobRun run = row.state() == Job.State.RUNNING ? running.get(row.id()) : null;
        return run == null || run.waits() == null
                ? row
                : new Job(row.id(), row.order(), row.state(), row.progress(), run.waits(), null);
    }

    public int running() {
        return running.size();
    }

    /** Begins no more; what was going on goes on at the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            running.values().forEach(JobRun::stop);
        }
        threads.join();
    }
}
