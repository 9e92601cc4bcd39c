package io.tidegate.journal;

import io.tidegate.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL: a unique index decides, also between several nodes. */
final class SqlUniqueKeys implements SqlKeys {
    private final PreparedStatement insert;

    SqlUniqueKeys(Connection connection) throws SQLException {
        insert =
                connection.prepareStatement(
                        "INSERT INTO event_key (id, source, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    }

    @Override
    public boolean[] add(List<Event> events, long[] seqs) throws SQLException {
        for (int i = 0; i < seqs.length; i++) {
            insert.setString(1, events.get(i).id());
            insert.setString(2, events.get(i).source());
            insert.setLong(3, seqs[i]);
            insert.addBatch();
        }
        int[] stored = insert.executeBatch();
        boolean[] added = new boolean[seqs.length];
        for (int i = 0; i < seqs.length; i++) {
            added[i] = stored[i] != 0;
        }
        return added;
    }

    @Override
    public boolean sort(int atMost) {
        return true;
    }

    @Override
    public void sortIfMany(int atMost) {}

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
