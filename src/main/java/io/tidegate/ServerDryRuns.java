package io.tidegate;

import io.tidegate.api.DryRuns;
import io.tidegate.connector.Connector;
import io.tidegate.event.Event;
import io.tidegate.rehearsal.RunningConnector;
import io.tidegate.route.Dispatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dry runs of whatever connector runs at the time. */
final class ServerDryRuns implements DryRuns {
    private final Dispatcher dispatcher;
    private final RunningConnector running;

    ServerDryRuns(Dispatcher dispatcher, RunningConnector running) {
        this.dispatcher = dispatcher;
        this.running = running;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> of(String id, Event event)
            throws InterruptedException {
        return of(id, List.of(event)).map(runs -> runs.get(0));
    }

    /** Of each event in order; empty if no such connector runs. */
    Optional<List<Map<String, @Nullable Object>>> of(String id, List<Event> events)
            throws InterruptedException {
        Optional<Connector> connector = dispatcher.roster().connector(id);
        return connector.isEmpty()
                ? Optional.empty()
                : Optional.of(running.dryRuns(connector.get(), events));
    }
}
