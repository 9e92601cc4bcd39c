package io.tidegate;

import io.tidegate.api.ErasureResource;
import io.tidegate.api.JobResource;
import io.tidegate.api.Resource;
import io.tidegate.erasure.Erasures;
import io.tidegate.failedquery.Jobs;
import io.tidegate.journal.Holding;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.route.Dispatcher;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What runs for long over many rows, and goes on after a restart; of several nodes at one. */
final class ServerJobs implements AutoCloseable {
    private final Jobs jobs;
    private final Erasures erasures;

    ServerJobs(
            SqlDatabase database,
            SqlJournal journal,
            Dispatcher dispatcher,
            Holding holding,
            Clock clock) {
        this.jobs =
                new Jobs(database, journal, dispatcher.arrivals()::released, holding::leads, clock);
        this.erasures =
                new Erasures(
                        database,
                        journal,
                        new DispatcherDiscarding(dispatcher),
                        holding::leads,
                        clock);
    }

    /** What a stop or another node has left, or another node was told to begin. */
    void resume() {
        jobs.resume();
        erasures.resume();
    }

    List<Resource> resources() {
        return List.of(
                new JobResource(() -> jobs), new ErasureResource(() -> Optional.of(erasures)));
    }

    @Override
    public void close() {
        jobs.close();
        erasures.close();
    }
}
