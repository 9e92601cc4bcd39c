package io.tidegate.node;

import io.tidegate.journal.Holding;
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
    private static final int SLOTS = Holding.SLOTS;

    private final SqlDatabase database;
    private @Nullable Connection open;

    /**
     * What a beat learns.
     *
     * @param isMember this node's own row is there
     * @param beats of every node, by its epoch
     * @param free partitions that are nobody's
     * @param own partitions that are this node's
     * @param micros the database's time
     */
    record Seen(boolean isMember, Map<Long, Long> beats, int free, int own, long micros) {}

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
        long epoch;
        do {
            epoch = next(on);
        } while (epoch % SLOTS == 0 || isTaken(on, epoch % SLOTS));
        try (PreparedStatement insert =
                on.prepareStatement("INSERT INTO node (epoch, name, joined_at) VALUES (?, ?, ?)")) {
            insert.setLong(1, epoch);
            insert.setString(2, name);
            insert.setLong(3, now);
            insert.executeUpdate();
        }
        return epoch;
    }

    private static long next(Connection on) throws SQLException {
        try (Statement select = on.createStatement();
                ResultSet row = select.executeQuery("SELECT nextval('node_epoch')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Nodes give ids out that end with their slot: no two that live may have the same. */
    private static boolean isTaken(Connection on, long slot) throws SQLException {
        try (PreparedStatement select =
                on.prepareStatement("SELECT 1 FROM node WHERE epoch % ? = ?")) {
            select.setLong(1, SLOTS);
            select.setLong(2, slot);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
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
        int own = 0;
        long micros = 0;
        try (PreparedStatement select =
                on.prepareStatement(
                        "SELECT n.epoch, n.beats, (SELECT count(*) FROM partition_lease WHERE epoch IS NULL),"
                                + " (SELECT count(*) FROM partition_lease WHERE epoch = ?),"
                                + " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
                                + " FROM (SELECT 1) one LEFT JOIN node n ON true")) {
            select.setLong(1, epoch);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long other = rows.getLong(1);
                    if (!rows.wasNull()) {
                        beats.put(other, rows.getLong(2));
                    }
                    free = rows.getInt(3);
                    own = rows.getInt(4);
                    micros = rows.getLong(5);
                }
            }
        }
        return new Seen(isMember, beats, free, own, micros);
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
