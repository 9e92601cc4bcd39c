package io.tidegate;

import io.tidegate.journal.Holding;
import io.tidegate.journal.Lately;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.observe.Health;
import io.tidegate.observe.Metrics;
import io.tidegate.observe.SqlBacklog;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.Roster;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What the server knows of its own state: its backlog, and its health. */
final class Monitoring {
    private final SqlBacklog backlog;
    private final Health health;
    private final Paces paces;
    private final SqlJournal journal;
    private final Clock clock;

    /**
     * @param degraded what does not do well, one line each
     */
    Monitoring(
            SqlDatabase database,
            Dispatcher dispatcher,
            SqlJournal journal,
            Holding holding,
            Supplier<List<String>> degraded,
            Clock clock) {
        this.journal = journal;
        this.paces = new Paces(dispatcher.roster());
        this.clock = clock;
        this.backlog =
                new SqlBacklog(
                        database.readers(),
                        () -> sending(dispatcher.roster()),
                        holding::partitions,
                        clock);
        this.health =
                new Health(
                        new Health.Parts(
                                backlog::now, dispatcher::lastEnded, journal::writable, degraded),
                        clock);
    }

    /** What cannot be read is due for ever: it is named as degraded, and no halt. */
    private Set<String> sending(Roster roster) {
        Set<String> sending = new HashSet<>(roster.sendingDeliveries());
        sending.removeAll(journal.stepsOver());
        return sending;
    }

    SqlBacklog backlog() {
        return backlog;
    }

    Health health() {
        return health;
    }

    Lately lately() {
        return journal.lately();
    }

    /** What is asked for when somebody looks. */
    void gauges(Metrics metrics) {
        Observation.gauges(metrics, backlog, clock);
        Observation.gauges(metrics, health);
        metrics.gauges("tidegate.connector.pace", paces::perSecond);
        metrics.gauges("tidegate.connector.breaker", paces::breakers);
        metrics.gauges("tidegate.connector.parked", paces::parked);
        metrics.gauge("tidegate.commit.queue", journal, SqlJournal::waitingEvents);
    }
}
