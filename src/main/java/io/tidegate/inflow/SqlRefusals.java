package io.tidegate.inflow;

import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Adds the counts of refused posts to their table, a transaction for all of them. */
public final class SqlRefusals {
    private static final String ADD =
            "INSERT INTO inflow_refused (connector, reason, posts, last_at) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (connector, reason) DO UPDATE SET posts = inflow_refused.posts + excluded.posts,"
                    + " last_at = excluded.last_at";

    private final Refusals refusals;
    private final SqlJournal journal;
    private final AtomicBoolean writing = new AtomicBoolean();

    public SqlRefusals(Refusals refusals, SqlJournal journal) {
        this.refusals = refusals;
        this.journal = journal;
    }

    /** Writes what was counted since the last time; what cannot be written is kept for the next. */
    public CompletionStage<Void> flush() {
        if (!writing.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        Map<Refusals.Key, Refusals.Count> taken = refusals.take();
        if (taken.isEmpty()) {
            writing.set(false);
            return CompletableFuture.completedFuture(null);
        }
        return journal.change((connection, dialect) -> add(connection, taken))
                .handle(
                        (rows, problem) -> {
                            if (problem != null) {
                                refusals.giveBack(taken);
                            }
                            writing.set(false);
                            return null;
                        });
    }

    private static int add(Connection connection, Map<Refusals.Key, Refusals.Count> counts)
            throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<Refusals.Key, Refusals.Count> entry : counts.entrySet()) {
                add.setString(1, entry.getKey().connector());
                add.setString(2, entry.getKey().reason().word());
                add.setLong(3, entry.getValue().posts());
                add.setLong(4, entry.getValue().lastAt());
                add.executeUpdate();
            }
        }
        return counts.size();
    }
}
