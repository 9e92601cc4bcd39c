package io.tidegate.access;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlDialect;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of this package: read beside the journal's writer, changed by it alone. */
final class SqlTables {
    private final SqlDatabase database;
    private final SqlJournal journal;

    SqlTables(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    long newId() {
        return journal.newId();
    }

    /**
     * @throws JournalUnavailable if they cannot be read
     */
    <T extends @Nullable Object> T read(Function<SqlRows, T> work) {
        try (Connection connection = database.readers().getConnection()) {
            return work.apply(new SqlRows(connection));
        } catch (SQLException | SqlRows.Failed e) {
            throw new JournalUnavailable("who may cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * In one transaction, which no other of this kind runs beside; returns when it is committed.
     *
     * @throws AccessRefused if the work does; nothing was changed then
     * @throws JournalUnavailable if it cannot be written
     */
    <T> T change(Function<SqlRows, T> work) {
        try {
            return journal.changeNow((connection, dialect) -> run(connection, dialect, work));
        } catch (CompletionException e) {
            if (e.getCause() instanceof AccessRefused refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static <T> T run(Connection connection, SqlDialect dialect, Function<SqlRows, T> work)
            throws SQLException {
        if (dialect == SqlDialect.POSTGRESQL) {
            try (Statement lock = connection.createStatement()) {
                lock.execute("LOCK TABLE person IN EXCLUSIVE MODE"); // other nodes write it too
            }
        }
        try {
            return work.apply(new SqlRows(connection));
        } catch (SqlRows.Failed e) {
            throw e.why();
        }
    }

    /** Without waiting: it is no loss if it never comes. */
    void note(Function<SqlRows, Integer> work) {
        journal.change((connection, dialect) -> run(connection, dialect, work));
    }
}
