package io.tidegate.journal;

import io.tidegate.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: the keys of the newest events are kept in memory beside the events' own rows, and written
 * to their table in sorted runs. One by one, ids that come in no order would each rewrite a page.
 */
final class SqlSortedKeys implements SqlKeys {
    /** Keys that make a run; at most twice as many, some 10 MB, are in memory. */
    static final int RUN = 32_768;

    private static final Comparator<Map.Entry<Key, Long>> AS_IN_THE_TABLE =
            Map.Entry.comparingByKey(Comparator.comparing(Key::id).thenComparing(Key::source));

    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement sorted;
    private final Map<Key, Long> unsorted = new HashMap<>();
    private @Nullable CompletableFuture<Run> coming;
    private @Nullable Run run;
    private int next;
    private String lastSource = "";

    private record Key(String id, String source) {}

    /** Keys as the table orders them, and the newest event of all that are older than it. */
    private record Run(List<Map.Entry<Key, Long>> keys, long newest) {
        static Run of(List<Map.Entry<Key, Long>> keys) {
            long newest = 0;
            for (Map.Entry<Key, Long> entry : keys) {
                newest = Math.max(newest, entry.getValue());
            }
            keys.sort(AS_IN_THE_TABLE);
            return new Run(keys, newest);
        }
    }

    SqlSortedKeys(Connection connection) throws SQLException {
        find =
                connection.prepareStatement(
                        "SELECT 1 FROM event_key_sorted WHERE id = ? AND source = ?");
        insert =
                connection.prepareStatement(
                        "INSERT INTO event_key_sorted (id, source, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        sorted = connection.prepareStatement("UPDATE event_key_state SET sorted_to = ?");
        load(connection);
    }

    /** Of a run that a stop cut short some are in the table already; they are written once more. */
    private void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT id, source, seq FROM event"
                                        + " WHERE seq > (SELECT sorted_to FROM event_key_state)")) {
            while (row.next()) {
                unsorted.put(key(row.getString(1), row.getString(2)), row.getLong(3));
            }
        }
    }

    /** Most events come from one source: its text is kept once. */
    private Key key(String id, String source) {
        if (!source.equals(lastSource)) {
            lastSource = source;
        }
        return new Key(id, lastSource);
    }

    @Override
    public boolean[] add(List<Event> events, long[] seqs) throws SQLException {
        boolean[] added = new boolean[seqs.length];
        for (int i = 0; i < seqs.length; i++) {
            Key key = key(events.get(i).id(), events.get(i).source());
            added[i] = !unsorted.containsKey(key) && !isInTable(key);
            if (added[i]) {
                unsorted.put(key, seqs[i]);
            }
        }
        return added;
    }

    private boolean isInTable(Key key) throws SQLException {
        find.setString(1, key.id());
        find.setString(2, key.source());
        try (ResultSet row = find.executeQuery()) {
            return row.next();
        }
    }

    @Override
    public void sortIfMany(int atMost) throws SQLException {
        if (run == null && coming == null && unsorted.size() >= RUN) {
            coming = order();
        }
        if (run != null || (coming != null && coming.isDone())) {
            sort(atMost);
        }
    }

    @Override
    public boolean sort(int atMost) throws SQLException {
        if (unsorted.isEmpty()) {
            return true;
        }
        if (run == null) {
            run = (coming == null ? order() : coming).join();
            coming = null;
            next = 0;
        }
        int to = Math.min(run.keys().size(), next + atMost);
        for (Map.Entry<Key, Long> entry : run.keys().subList(next, to)) {
            insert.setString(1, entry.getKey().id());
            insert.setString(2, entry.getKey().source());
            insert.setLong(3, entry.getValue());
            insert.addBatch();
        }
        insert.executeBatch();
        next = to;
        if (next == run.keys().size()) {
            end(run);
        }
        return unsorted.isEmpty();
    }

    /** Beside the writer: it takes longer than a commit. An entry does not change any more. */
    private CompletableFuture<Run> order() {
        List<Map.Entry<Key, Long>> keys = new ArrayList<>(unsorted.entrySet());
        return CompletableFuture.supplyAsync(() -> Run.of(keys));
    }

    private void end(Run ended) throws SQLException {
        sorted.setLong(1, ended.newest());
        sorted.executeUpdate();
        ended.keys().forEach(entry -> unsorted.remove(entry.getKey()));
        run = null;
    }

    @Override
    public void close() throws SQLException {
        find.close();
        insert.close();
        sorted.close();
    }
}
