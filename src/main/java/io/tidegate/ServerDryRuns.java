package io.tidegate;

import io.tidegate.api.DryRuns;
import io.tidegate.connector.Connector;
import io.tidegate.event.Event;
import io.tidegate.rehearsal.RunningConnector;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.Roster;
import java.util.Map;
import java.util.Objects;
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
        Optional<Connector> connector =
                dispatcher.roster().all().stream()
                        .map(Roster.Active::connector)
                        .filter(Objects::nonNull)
                        .filter(one -> one.id().equals(id))
                        .findFirst();
        return connector.isEmpty()
                ? Optional.empty()
                : Optional.of(running.dryRun(connector.get(), event));
    }
}
