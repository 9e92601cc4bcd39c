package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.failedquery.SqlSinkDatabase;
import io.tidegate.failedquery.SqlSinkQueue;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlRetention;
import io.tidegate.route.FailedQuerySink;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server does beside deliveries with what the journal keeps: deletes what is old enough, and
 * hands failed queries on. Of several nodes one does it for all.
 */
final class ServerUpkeep implements AutoCloseable {
    private final Settings settings;
    private final SqlDatabase database;
    private final SqlJournal journal;
    private final SqlRetention retention;
    private final BooleanSupplier leads;
    private @Nullable SqlSinkDatabase sinkDatabase;
    private volatile @Nullable FailedQuerySink sink;

    /**
     * @param leads whether this node is the one
     */
    ServerUpkeep(
            Settings settings,
            SqlDatabase database,
            SqlJournal journal,
            BooleanSupplier leads,
            Clock clock) {
        this.settings = settings;
        this.database = database;
        this.journal = journal;
        this.leads = leads;
        this.retention =
                new SqlRetention(
                        journal,
                        database,
                        new SqlRetention.Periods(
                                settings.retentionDelivered(),
                                settings.retentionSkipped(),
                                settings.retentionFailed(),
                                settings.retentionAudit()),
                        leads,
                        clock);
    }

    /** What authors' routes find by name. */
    void bind(Routing routing) {
        routing.bind("journal", database.readers());
        String url = settings.sinkDatabaseUrl();
        if (url != null) {
            SqlSinkDatabase opened = SqlSinkDatabase.of(url);
            sinkDatabase = opened;
            routing.bind("sink", opened.pool());
        }
    }

    void startSink(Routing routing) {
        SqlSinkQueue queue = new SqlSinkQueue(database, journal, leads);
        String endpoint = settings.failedQuerySink();
        if (endpoint == null) {
            queue.clear();
        } else {
            sink = FailedQuerySink.start(queue, endpoint, routing.context());
        }
    }

    void startRetention() {
        retention.start();
    }

    /** What does not do well, a line each. */
    List<String> problems() {
        List<String> lines = new ArrayList<>(journal.problems());
        FailedQuerySink rows = sink;
        if (rows != null) {
            lines.addAll(rows.problem());
        }
        return lines;
    }

    @Override
    public void close() {
        Closing.each(retention, sink, sinkDatabase);
    }
}
