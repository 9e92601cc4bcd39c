package io.tidegate.journal;

import io.tidegate.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How the journal knows that an event was accepted before. Owned by the writer's thread; made anew
 * with its connection, since what it knows beside the tables is not to be trusted after a failure.
 */
interface SqlKeys extends AutoCloseable {

    static SqlKeys of(Connection connection, SqlDialect dialect) throws SQLException {
        return dialect == SqlDialect.SQLITE
                ? new SqlSortedKeys(connection)
                : new SqlUniqueKeys(connection);
    }

    /**
     * Notes the keys of those that are new.
     *
     * @param seqs the events' numbers, if they are new
     * @return of each event, whether it is new
     */
    boolean[] add(List<Event> events, long[] seqs) throws SQLException;

    /** Moves at most so many keys to where they are looked up; true if none is left to move. */
    boolean sort(int atMost) throws SQLException;

    /** As {@link #sort}, if enough wait for it to be worth their while. */
    void sortIfMany(int atMost) throws SQLException;

    @Override
    void close() throws SQLException;
}
