package io.tidegate.failedquery;

import io.tidegate.failedquery.Job.State;
import io.tidegate.failedquery.Job.Wish;
import io.tidegate.failedquery.Resolved.Done;
import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.JournalBusy;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlJournal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job at work, on a thread of its own. Each failed query and the job's progress past it are one
 * transaction, so that a crash doubles nothing and leaves nothing out.
 */
final class JobRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final int PAGE = 200;
    private static final long PAUSE_MILLIS = 500;

    private final Job job;
    private final Around around;
    private long looked;
    private volatile @Nullable String waits;
    private volatile boolean stopped;

    /** What jobs work with. */
    record Around(
            SqlJournal journal,
            SqlMatching matching,
            Replayed replayed,
            BooleanSupplier leads,
            Clock clock) {}

    JobRun(Job job, Around around) {
        this.job = job;
        this.around = around;
        this.looked = job.progress().cursor();
    }

    /** Why it does not get on; null if it does. */
    @Nullable String waits() {
        return waits;
    }

    /** Touches nothing more; its row says whether it goes on at the next start. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped && around.leads().getAsBoolean()) {
                turn();
            }
        } catch (RuntimeException e) {
            LOG.error("a bug: job {} ends by it", job.id(), e);
            end(State.FAILED, "a bug in Tidegate: the server's log says more");
        }
    }

    private void turn() {
        try {
            work();
            waits = null;
        } catch (JournalBusy | JournalUnavailable e) {
            waits = "waits for the journal: " + e.getMessage();
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    private void work() {
        Job.Order order = job.order();
        SqlMatching.Ids some = around.matching().ids(order.filter(), looked, order.upTo(), PAGE);
        for (long id : some.ids()) {
            if (stopped || !around.leads().getAsBoolean()) {
                return;
            }
            resolve(id);
            looked = id;
        }
        looked = Math.max(looked, some.end());
        if (some.isLast()) {
            end(State.DONE, null);
        }
    }

    private void resolve(long id) {
        long at = around.clock().millis();
        SqlJobStep.Taken taken =
                around.journal()
                        .changeNow(
                                (connection, dialect) ->
                                        new SqlJobStep(connection, job, at)
                                                .take(dialect, around.journal().payloads(), id));
        stopped |= taken.isOver();
        if (taken.resolved() instanceof Done done && job.order().wish() != Wish.DISCARD) {
            around.replayed().released(done.query().origin().connector());
        }
        FaultPoint.AFTER_JOB_COMMIT.hit();
    }

    private void end(State state, @Nullable String reason) {
        long at = around.clock().millis();
        Optional<Job> ended =
                around.journal()
                        .changeNow(
                                (connection, dialect) ->
                                        Optional.ofNullable(
                                                new SqlJobStep(connection, job, at)
                                                        .end(state, reason)));
        stopped = true;
        ended.ifPresent(
                last ->
                        LOG.info(
                                "job={} {} {} done={} refused={}",
                                job.id(),
                                job.order().wish().word(),
                                state.word(),
                                last.progress().done(),
                                last.progress().refused()));
    }
}
