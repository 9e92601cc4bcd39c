package io.tidegate;

import io.tidegate.api.BackfillJobs;
import io.tidegate.backfill.Backfills;
import io.tidegate.backfill.Connectors;
import io.tidegate.backfill.Identity;
import io.tidegate.backfill.LiveSubjects;
import io.tidegate.backfill.Rehearsing;
import io.tidegate.backfill.Rehearsing.Verdict;
import io.tidegate.delivery.Lane;
import io.tidegate.event.Event;
import io.tidegate.inflow.Sensitive;
import io.tidegate.journal.Holding;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.observe.Metrics;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.Roster;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The server's backfills: how its connectors stand, and how they would take accounts. */
final class ServerBackfills implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final Predicate<String> known;
    private final ServerDryRuns dryRuns;
    private final Backfills jobs;

    /**
     * What the server has by then.
     *
     * @param live hears of every commit of this node
     * @param holding whether jobs are carried out here
     */
    record Parts(
            SqlDatabase database,
            SqlJournal journal,
            LiveSubjects live,
            Dispatcher dispatcher,
            ServerDryRuns dryRuns,
            Holding holding,
            Clock clock) {}

    /**
     * @param known whether there is a connector of this id, in whatever state
     */
    ServerBackfills(Parts parts, Identity identity, Predicate<String> known) {
        this.dispatcher = parts.dispatcher();
        this.known = known;
        this.dryRuns = parts.dryRuns();
        Backfills.Around around =
                new Backfills.Around(
                        this::standing,
                        identity,
                        Sensitive::removed,
                        parts.holding(),
                        parts.clock());
        this.jobs = new Backfills(parts.database(), parts.journal(), parts.live(), around);
    }

    BackfillJobs api() {
        return new BackfillJobs(jobs, this::verdicts);
    }

    void gauges(Metrics metrics) {
        metrics.gauge("tidegate.backfills.running", jobs, Backfills::running);
        metrics.gauge("tidegate.backfills.accounts.left", jobs, Backfills::accountsLeft);
    }

    void resume() {
        jobs.resume();
    }

    List<String> problems() {
        return jobs.problems();
    }

    private Connectors.Standing standing(String id) {
        Roster roster = dispatcher.roster();
        Lane.View view = roster.window(id);
        return new Connectors.Standing(state(roster, id), view == null ? 0 : view.window());
    }

    private Connectors.State state(Roster roster, String id) {
        if (isInflow(roster, id)) {
            return Connectors.State.NO_OUTFLOW;
        }
        if (roster.has(id)) {
            return roster.isActive(id) ? Connectors.State.TAKES_DELIVERIES : Connectors.State.HELD;
        }
        return known.test(id) ? Connectors.State.AWAY : Connectors.State.UNKNOWN;
    }

    private static boolean isInflow(Roster roster, String id) {
        return roster.connector(id).filter(one -> one.isInflow()).isPresent();
    }

    private List<Verdict> verdicts(String connector, List<Event> events)
            throws InterruptedException {
        return dryRuns
                .of(connector, events)
                .orElseThrow(() -> Rehearsing.unknown(connector))
                .stream()
                .map(ServerBackfills::verdict)
                .toList();
    }

    /** From the shape of a dry run. */
    private static Verdict verdict(Map<String, @Nullable Object> run) {
        if (run.get("error") instanceof Map<?, ?> error) {
            return new Verdict.Failed(
                    String.valueOf(error.get("step")), String.valueOf(error.get("message")));
        }
        return "skipped".equals(run.get("outcome"))
                ? new Verdict.Skipped(String.valueOf(run.get("skippedBy")))
                : new Verdict.Sent();
    }

    @Override
    public void close() {
        jobs.close();
    }
}
