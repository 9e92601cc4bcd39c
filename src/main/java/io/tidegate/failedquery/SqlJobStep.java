package io.tidegate.failedquery;

import io.tidegate.failedquery.Job.Progress;
import io.tidegate.failedquery.Job.State;
import io.tidegate.failedquery.Replay.AsItWas;
import io.tidegate.failedquery.Replay.FromEvent;
import io.tidegate.failedquery.Resolved.Done;
import io.tidegate.failedquery.Resolved.Refused;
import io.tidegate.journal.Payloads;
import io.tidegate.journal.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a job does within one transaction; its row decides whether it still may. */
final class SqlJobStep {
    private final Connection connection;
    private final Job job;
    private final long at;

    /**
     * @param isOver the job was cancelled or has ended: nothing was done
     * @param resolved what became of the failed query; null if it was seen to before
     */
    record Taken(boolean isOver, @Nullable Resolved resolved) {}

    /**
     * @param at ms since 1970
     */
    SqlJobStep(Connection connection, Job job, long at) {
        this.connection = connection;
        this.job = job;
        this.at = at;
    }

    /** One failed query, and the job's progress past it. */
    Taken take(SqlDialect dialect, Payloads payloads, long id) throws SQLException {
        Job now = SqlJobs.now(connection, job.id());
        if (now == null || now.state() != State.RUNNING) {
            return new Taken(true, null);
        }
        if (now.progress().cursor() >= id) { // its commit's answer was lost
            return new Taken(false, null);
        }
        Resolved resolved = resolved(new SqlResolution(connection, dialect, payloads), id);
        Progress after = after(now.progress(), id, resolved);
        SqlJobs.save(connection, new Job(job.id(), job.order(), State.RUNNING, after, null, null));
        return new Taken(false, resolved);
    }

    private Resolved resolved(SqlResolution resolution, long id) throws SQLException {
        Instant time = Instant.ofEpochMilli(at);
        String by = job.order().startedBy();
        return switch (job.order().wish()) {
            case REPLAY -> resolution.replay(id, new AsItWas(), by, time);
            case REPLAY_FROM_EVENT -> resolution.replay(id, new FromEvent(), by, time);
            case DISCARD -> resolution.discard(id, by, time);
        };
    }

    private static Progress after(Progress before, long id, Resolved resolved) {
        if (resolved instanceof Done) {
            return before.did(id);
        }
        String why =
                resolved instanceof Refused refused ? refused.why() : "it was deleted by its age";
        return before.refused(id, why);
    }

    /** As it ended; null if it had ended before. */
    @Nullable Job end(State state, @Nullable String reason) throws SQLException {
        Job now = SqlJobs.now(connection, job.id());
        if (now == null || now.state() != State.RUNNING) {
            return null;
        }
        Progress progress = state == State.DONE ? now.progress().ended() : now.progress();
        Job last = new Job(job.id(), job.order(), state, progress, reason, at);
        SqlJobs.save(connection, last);
        return last;
    }
}
