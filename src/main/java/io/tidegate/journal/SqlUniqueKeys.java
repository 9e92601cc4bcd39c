package io.tidegate.journal;

import io.tidegate.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL: a unique index decides, also between several nodes. */
final class SqlUniqueKeys implements SqlKeys {
    private final SqlRows insert;

    SqlUniqueKeys(Connection connection) throws SQLException {
        insert =
                SqlRows.insert(
                        connection,
                        SqlDialect.POSTGRESQL,
                        "event_key",
                        "id text, source text, seq bigint",
                        " ON CONFLICT DO NOTHING RETURNING seq");
    }

    @Override
    public boolean[] add(List<Event> events, long[] seqs) throws SQLException {
        List<Long> each = new ArrayList<>(seqs.length);
        for (int i = 0; i < seqs.length; i++) {
            insert.set(events.get(i).id()).set(events.get(i).source()).set(seqs[i]).add();
            each.add(seqs[i]);
        }
        return insert.changed(each);
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
