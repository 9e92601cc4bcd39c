package io.tidegate.node;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the nodes, on a connection of its own that is opened anew after a failure; that is a
 * {@link JournalUnavailable}.
 */
final class SqlNodes implements AutoCloseable {
    private static final int LOCK_MILLIS = 1_000;

    private final SqlDatabase database;
    private @Nullable Connection open;

    /**
     * What a beat learns.
     *
     * @param isMember this node's own row is there
     * @param beats of every node, by its epoch
     * @param free partitions that are nobody's
     * @param micros the database's time
     */
    record Seen(boolean isMember, Map<Long, Long> beats, int free, long micros) {}

    SqlNodes(SqlDatabase database) {
        this.database = database;
    }

    private interface Work<T> {
        T run(Connection on) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run(connection());
        } catch (SQLException e) {
            drop();
            throw new JournalUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private Connection connection() throws SQLException {
        Connection is = open;
        if (is == null || is.isClosed()) {
            is = database.openBeside();
            open = is;
            try (Statement statement = is.createStatement()) {
                statement.execute("SET lock_timeout = " + LOCK_MILLIS);
                statement.execute("SET statement_timeout = " + 2 * LOCK_MILLIS);
            }
        }
        return is;
    }

    /** A membership begins. Returns its epoch. */
    long join(String name, long now) {
        return run(on -> join(on, name, now));
    }

    private static long join(Connection on, String name, long now) throws SQLException {
        try (PreparedStatement insert =
                on.prepareStatement(
                        "INSERT INTO node (epoch, name, joined_at) VALUES (nextval('node_epoch'), ?, ?)"
                                + " RETURNING epoch")) {
            insert.setString(1, name);
            insert.setLong(2, now);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    Seen beat(long epoch) {
        return run(on -> beat(on, epoch));
    }

    private static Seen beat(Connection on, long epoch) throws SQLException {
        boolean isMember;
        try (PreparedStatement update =
                on.prepareStatement("UPDATE node SET beats = beats + 1 WHERE epoch = ?")) {
            update.setLong(1, epoch);
            isMember = update.executeUpdate() == 1;
        }
        Map<Long, Long> beats = new HashMap<>();
        int free = 0;
        long micros = 0;
        try (Statement select = on.createStatement();
                ResultSet rows =
                        select.executeQuery(
                                "SELECT n.epoch, n.beats, (SELECT count(*) FROM partition_lease WHERE epoch IS NULL),"
                                        + " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
                                        + " FROM (SELECT 1) one LEFT JOIN node n ON true")) {
            while (rows.next()) {
                long other = rows.getLong(1);
                if (!rows.wasNull()) {
                    beats.put(other, rows.getLong(2));
                }
                free = rows.getInt(3);
                micros = rows.getLong(4);
            }
        }
        return new Seen(isMember, beats, free, micros);
    }

    /** The database's time, microseconds since 1970. */
    long micros() {
        return run(SqlNodes::micros);
    }

    private static long micros(Connection on) throws SQLException {
        try (Statement select = on.createStatement();
                ResultSet row =
                        select.executeQuery(
                                "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Ends a membership that has not beaten since; its partitions are nobody's then. Waits for the
     * end of a transaction that it has open, at most {@value #LOCK_MILLIS} ms.
     */
    boolean end(long epoch, long beats) {
        return run(on -> delete(on, epoch, beats)) == 1;
    }

    /** Ends this node's own membership. */
    void leave(long epoch) {
        run(on -> delete(on, epoch, null));
    }

    private static int delete(Connection on, long epoch, @Nullable Long beats) throws SQLException {
        try (PreparedStatement delete =
                on.prepareStatement(
                        "DELETE FROM node WHERE epoch = ? AND beats = COALESCE(?, beats)")) {
            delete.setLong(1, epoch);
            delete.setObject(2, beats, Types.BIGINT);
            return delete.executeUpdate();
        }
    }

    /** After a failure the connection is not trusted. */
    void drop() {
        Connection was = open;
        open = null;
        if (was != null) {
            try {
                was.close();
            } catch (SQLException e) {
                // it is given up
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
