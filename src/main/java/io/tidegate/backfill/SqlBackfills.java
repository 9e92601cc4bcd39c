package io.tidegate.backfill;

import io.tidegate.backfill.Backfill.Order;
import io.tidegate.backfill.Backfill.Progress;
import io.tidegate.backfill.Backfill.State;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlTopics;
import io.tidegate.journal.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of jobs: at most one runs for a connector, and so many that ended are kept. */
public final class SqlBackfills {
    static final int KEPT = 200;

    private static final String COLUMNS =
            "id, connector, from_date, rate, state, cursor, done, left_out, total, started_at,"
                    + " changed_at, started_by, reason";
    private static final String ADD =
            "INSERT INTO backfill ("
                    + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String FORGET =
            "DELETE FROM backfill WHERE state <> 'running' AND id NOT IN"
                    + " (SELECT id FROM backfill ORDER BY id DESC LIMIT "
                    + KEPT
                    + ")";
    private static final String SAVE =
            "UPDATE backfill SET cursor = ?, done = ?, left_out = ?, total = ?, state = ?, reason = ?,"
                    + " changed_at = ? WHERE id = ? AND state = 'running'";

    private final SqlDatabase database;
    private final SqlJournal journal;

    public SqlBackfills(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * The id of the one that runs for its connector now: its own, unless there was one.
     *
     * @throws JournalUnavailable if it cannot be written
     */
    long add(Backfill job) {
        return journal.changeNow(
                (connection, dialect) -> {
                    long runs = add(connection, job);
                    SqlTopics.changed(Topic.JOBS, connection, dialect);
                    return runs;
                });
    }

    private static long add(Connection connection, Backfill job) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement running =
                        connection.prepareStatement(
                                "SELECT id FROM backfill WHERE connector = ? AND state = 'running'")) {
            Order order = job.order();
            add.setLong(1, job.id());
            add.setString(2, order.connector());
            add.setString(3, order.from() == null ? null : order.from().toString());
            add.setString(4, order.rate().text());
            add.setString(5, job.state().word());
            add.setString(6, job.progress().cursor());
            add.setLong(7, job.progress().done());
            add.setLong(8, job.progress().leftOut());
            add.setLong(9, job.progress().total());
            add.setLong(10, order.startedAt());
            add.setLong(11, job.changedAt());
            add.setString(12, order.startedBy());
            add.setString(13, job.reason());
            add.executeUpdate();
            forget.executeUpdate();
            running.setString(1, order.connector());
            try (ResultSet row = running.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Stores how far it is, and its state; false if it had ended before, which stays so.
     *
     * @throws JournalUnavailable if it cannot be written; it may still come
     */
    boolean save(Backfill job, State state) {
        return journal.changeNow((connection, dialect) -> save(connection, job, state)) > 0;
    }

    private static int save(Connection connection, Backfill job, State state) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, job.progress().cursor());
            save.setLong(2, job.progress().done());
            save.setLong(3, job.progress().leftOut());
            save.setLong(4, job.progress().total());
            save.setString(5, state.word());
            save.setString(6, job.reason());
            save.setLong(7, job.changedAt());
            save.setLong(8, job.id());
            return save.executeUpdate();
        }
    }

    /** Newest first. */
    List<Backfill> all() {
        return select("1 = ? ORDER BY id DESC LIMIT " + 2 * KEPT, 1);
    }

    List<Backfill> running() {
        return select("state = 'running' AND 1 = ? ORDER BY id", 1);
    }

    Optional<Backfill> find(long id) {
        return select("id = ?", id).stream().findFirst();
    }

    private List<Backfill> select(String where, long value) {
        List<Backfill> found = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT " + COLUMNS + " FROM backfill WHERE " + where)) {
            select.setLong(1, value);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("the backfills cannot be read: " + e.getMessage(), e);
        }
        return found;
    }

    private static Backfill read(ResultSet row) throws SQLException {
        @Nullable String from = row.getString(3);
        Order order =
                new Order(
                        row.getString(2),
                        from == null ? null : LocalDate.parse(from),
                        Rate.parse(row.getString(4)).orElse(Rate.DEFAULT),
                        row.getLong(10),
                        row.getString(12));
        Progress progress =
                new Progress(row.getString(6), row.getLong(7), row.getLong(8), row.getLong(9));
        return new Backfill(
                row.getLong(1),
                order,
                State.of(row.getString(5)),
                progress,
                row.getString(13),
                row.getLong(11));
    }
}
