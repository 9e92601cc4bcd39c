package io.tidegate.failedquery;

import io.tidegate.failedquery.Replay.Edited;
import io.tidegate.failedquery.Resolved.Done;
import io.tidegate.failedquery.Resolved.Reason;
import io.tidegate.failedquery.Resolved.Refused;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The failed queries of the journal. */
public final class SqlFailedQueries implements FailedQueries {
    private final SqlDatabase database;
    private final SqlJournal journal;
    private final Replayed replayed;
    private final Clock clock;

    public SqlFailedQueries(
            SqlDatabase database, SqlJournal journal, Replayed replayed, Clock clock) {
        this.database = database;
        this.journal = journal;
        this.replayed = replayed;
        this.clock = clock;
    }

    @Override
    public FailedQueryPage list(FailedQueryFilter filter, long beforeId, int limit) {
        return read(rows -> rows.page(filter, beforeId, limit));
    }

    @Override
    public Optional<FailedQuery> get(long id) {
        return read(rows -> Optional.ofNullable(rows.one(id)));
    }

    @Override
    public Resolved replay(long id, Replay how, String by) {
        String mistake = how instanceof Edited edit ? RequestEdit.mistake(edit) : null;
        if (mistake != null) {
            return new Refused(Reason.INVALID, mistake);
        }
        Resolved resolved =
                journal.changeNow(
                        (connection, dialect) ->
                                new SqlResolution(connection, dialect, journal.payloads())
                                        .replay(id, how, by, Instant.ofEpochMilli(clock.millis())));
        if (resolved instanceof Done done) {
            replayed.released(done.query().origin().connector());
        }
        return resolved;
    }

    @Override
    public Resolved discard(long id, String by) {
        return journal.changeNow(
                (connection, dialect) ->
                        new SqlResolution(connection, dialect, journal.payloads())
                                .discard(id, by, Instant.ofEpochMilli(clock.millis())));
    }

    private interface Reading<T> {
        T from(SqlFailedQueryRows rows) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = database.readers().getConnection()) {
            connection.setAutoCommit(false);
            try {
                return reading.from(
                        new SqlFailedQueryRows(
                                connection, database.dialect(), database.payloads()));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the failed queries cannot be read: " + e.getMessage(), e);
        }
    }
}
