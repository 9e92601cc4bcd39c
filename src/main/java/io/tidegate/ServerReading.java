package io.tidegate;

import io.tidegate.api.ApiSources;
import io.tidegate.api.LiveChanges;
import io.tidegate.api.LiveResource;
import io.tidegate.api.OverviewResource;
import io.tidegate.api.Resource;
import io.tidegate.api.Standing;
import io.tidegate.api.StatsResource;
import io.tidegate.api.Unfinished;
import io.tidegate.api.WayResource;
import io.tidegate.api.Ways;
import io.tidegate.journal.Lately;
import io.tidegate.journal.SqlJournal;
import io.tidegate.observe.Health;
import io.tidegate.observe.SqlBacklog;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server lets be read of how it goes. */
final class ServerReading implements Standing, AutoCloseable {
    private final SqlBacklog backlog;
    private final Health health;
    private final Lately lately;
    private final Ways ways;
    private final LiveChanges changes;
    private final Clock clock;
    private @Nullable LiveResource live;

    /**
     * @param changes told of what happens
     */
    ServerReading(Monitoring monitoring, Ways ways, LiveChanges changes, Clock clock) {
        this.changes = changes;
        this.backlog = monitoring.backlog();
        this.health = monitoring.health();
        this.lately = monitoring.lately();
        this.ways = ways;
        this.clock = clock;
    }

    List<Resource> resources(ApiSources sources) {
        LiveResource listening = new LiveResource(sources, changes);
        live = listening;
        return List.of(
                new OverviewResource(sources, this, clock),
                new StatsResource(sources, this, ways, clock),
                new WayResource(ways),
                listening);
    }

    @Override
    public Map<String, Unfinished> unfinished() {
        Map<String, Unfinished> all = new HashMap<>();
        backlog.perConnector()
                .forEach(
                        (connector, one) ->
                                all.put(
                                        connector,
                                        new Unfinished(
                                                one.pending(),
                                                one.waiting(),
                                                one.oldest(),
                                                SqlJournal.storedAt(one.oldest()))));
        return all;
    }

    @Override
    public Seen health() {
        return new Seen(why(), health.degraded());
    }

    @Override
    public Lately lately() {
        return lately;
    }

    /** Lets listeners go. */
    @Override
    public void close() {
        if (live != null) {
            live.close();
        }
    }

    private @Nullable String why() {
        return health.isWritable() ? health.why() : "the journal cannot be written";
    }
}
