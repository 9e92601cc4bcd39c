package io.tidegate;

import io.tidegate.api.ApiSources;
import io.tidegate.api.OverviewResource;
import io.tidegate.api.Resource;
import io.tidegate.api.Standing;
import io.tidegate.api.StatsResource;
import io.tidegate.api.Unfinished;
import io.tidegate.api.Ways;
import io.tidegate.observe.Health;
import io.tidegate.observe.SqlBacklog;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server lets be read of how it goes. */
final class ServerReading implements Standing {
    private final SqlBacklog backlog;
    private final Health health;
    private final Ways ways;
    private final Clock clock;

    ServerReading(SqlBacklog backlog, Health health, Ways ways, Clock clock) {
        this.backlog = backlog;
        this.health = health;
        this.ways = ways;
        this.clock = clock;
    }

    Resource[] resources(ApiSources sources) {
        return new Resource[] {
            new OverviewResource(sources, this, clock),
            new StatsResource(sources, this, ways, clock)
        };
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
                                                SqlBacklog.createdAt(one.oldest()))));
        return all;
    }

    @Override
    public Seen health() {
        return new Seen(why(), health.degraded());
    }

    private @Nullable String why() {
        return health.isWritable() ? health.why() : "the journal cannot be written";
    }
}
