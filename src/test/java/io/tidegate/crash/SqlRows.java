package io.tidegate.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the journal's database holds, read past Tidegate. */
final class SqlRows {
    private final String url;

    /** A delivery's row with its event's. */
    record Delivery(Id id, String status, int attempts, long dueAt, String after) {
        record Id(long delivery, String connector, String event) {}

        boolean isUnfinished() {
            return status.equals("pending") || status.equals("waiting");
        }
    }

    SqlRows(String url) {
        this.url = url;
    }

    static SqlRows of(Path sqlite) {
        return new SqlRows("jdbc:sqlite:" + sqlite);
    }

    /**
     * Of a copy, as a killed process left it: whoever opens the files themselves carries the
     * recovery out in Tidegate's place.
     */
    static SqlRows copyOf(Path sqlite, Path folder) {
        try {
            Path copy = folder.resolve("copy.db");
            for (String part : List.of("", "-wal")) {
                Path from = Path.of(sqlite + part);
                Path to = Path.of(copy + part);
                Files.deleteIfExists(to);
                if (Files.exists(from)) {
                    Files.copy(from, to);
                }
            }
            Files.deleteIfExists(Path.of(copy + "-shm"));
            return of(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Row reader) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** By delivery id, oldest first. */
    Map<Long, Delivery> deliveries() {
        Map<Long, Delivery> found = new LinkedHashMap<>();
        each(
                "SELECT d.id, d.connector, e.id, d.status, d.attempts, d.due_at, d.after"
                        + " FROM delivery d JOIN event e ON e.seq = d.event ORDER BY d.id",
                row -> {
                    var id = new Delivery.Id(row.getLong(1), row.getString(2), row.getString(3));
                    found.put(
                            id.delivery(),
                            new Delivery(
                                    id,
                                    row.getString(4),
                                    row.getInt(5),
                                    row.getLong(6),
                                    row.getString(7)));
                });
        return found;
    }

    /** By delivery id, when each recorded attempt began, by its number; ms since 1970. */
    Map<Long, TreeMap<Integer, Long>> attempts() {
        Map<Long, TreeMap<Integer, Long>> found = new HashMap<>();
        each(
                "SELECT delivery, number, started_at FROM attempt",
                row ->
                        found.computeIfAbsent(row.getLong(1), d -> new TreeMap<>())
                                .put(row.getInt(2), row.getLong(3)));
        return found;
    }

    /** By delivery id, when it ended; ms since 1970. */
    Map<Long, Long> finishedAt() {
        Map<Long, Long> found = new HashMap<>();
        each(
                "SELECT id, finished_at FROM delivery WHERE finished_at IS NOT NULL",
                row -> found.put(row.getLong(1), row.getLong(2)));
        return found;
    }

    /** By event id, when each was accepted; ms since 1970. */
    Map<String, Long> acceptedAt() {
        Map<String, Long> found = new HashMap<>();
        each(
                "SELECT id, accepted_at FROM event",
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    /** By delivery id, how many failed queries it has. */
    Map<Long, Integer> failedQueries() {
        Map<Long, Integer> found = new HashMap<>();
        each(
                "SELECT delivery_id, count(*) FROM failed_query WHERE state = 'open' GROUP BY delivery_id",
                row -> found.put(row.getLong(1), row.getInt(2)));
        return found;
    }

    Map<String, Long> countByStatus() {
        Map<String, Long> found = new TreeMap<>();
        each(
                "SELECT status, count(*) FROM delivery GROUP BY status",
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    /** First column of each row, as text. */
    List<String> texts(String sql) {
        List<String> found = new ArrayList<>();
        each(sql, row -> found.add(row.getString(1)));
        return found;
    }

    long count(String fromWhere) {
        long[] count = {0};
        each("SELECT count(*) FROM " + fromWhere, row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** Deliveries, and after hooks, that have not ended. */
    long unfinished() {
        return count("delivery WHERE status IN ('pending', 'waiting')")
                + count("delivery WHERE after = 'due'");
    }
}
