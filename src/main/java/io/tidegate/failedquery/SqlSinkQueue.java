package io.tidegate.failedquery;

import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The queue in the journal's own database. */
public final class SqlSinkQueue implements SinkQueue {
    private final SqlDatabase database;
    private final SqlJournal journal;
    private final BooleanSupplier leads;

    /**
     * @param leads whether this node hands on what fails at all of them
     */
    public SqlSinkQueue(SqlDatabase database, SqlJournal journal, BooleanSupplier leads) {
        this.database = database;
        this.journal = journal;
        this.leads = leads;
    }

    @Override
    public List<FailedQuery> next(int limit) {
        if (!leads.getAsBoolean()) {
            return List.of(); // another node hands them on
        }
        List<FailedQuery> found = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT id FROM failed_query_sink ORDER BY id LIMIT ?")) {
            select.setInt(1, limit);
            SqlFailedQueryRows rows =
                    new SqlFailedQueryRows(connection, database.dialect(), database.payloads());
            long bytes = 0;
            try (ResultSet ids = select.executeQuery()) {
                while (bytes <= SqlFailedQueryRows.MAX_PAGE_BYTES && ids.next()) {
                    FailedQuery row = rows.one(ids.getLong(1));
                    if (row != null) {
                        found.add(row);
                        bytes += SqlFailedQueryRows.bytes(row);
                    } else {
                        gone.add(ids.getLong(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the queue of the failed-query sink cannot be read: " + e.getMessage(), e);
        }
        if (!gone.isEmpty()) {
            remove(gone); // retention deleted the rows before the sink took them
        }
        return found;
    }

    @Override
    public void taken(List<FailedQuery> rows) {
        remove(rows.stream().map(FailedQuery::id).toList());
    }

    private void remove(List<Long> ids) {
        change(
                "DELETE FROM failed_query_sink WHERE id = ?",
                statement -> {
                    for (long id : ids) {
                        statement.setLong(1, id);
                        statement.addBatch();
                    }
                });
    }

    @Override
    public void clear() {
        change("DELETE FROM failed_query_sink", Statement::clearWarnings);
    }

    private interface Filling {
        void fill(PreparedStatement statement) throws SQLException;
    }

    private void change(String sql, Filling filling) {
        journal.change(
                        (connection, dialect) -> {
                            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                                filling.fill(statement);
                                if (sql.contains("?")) {
                                    statement.executeBatch();
                                } else {
                                    statement.executeUpdate();
                                }
                            }
                            return 0;
                        })
                .toCompletableFuture()
                .join();
    }
}
