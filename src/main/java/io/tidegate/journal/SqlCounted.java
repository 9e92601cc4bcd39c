package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/** What the writer knows beside the tables, as they say it. */
final class SqlCounted {
    private SqlCounted() {}

    /** Counts the unfinished deliveries of these partitions, by connector and subject. */
    static void load(Connection connection, BitSet partitions, SubjectCounts counts)
            throws SQLException {
        String ours =
                partitions.cardinality() == Holding.PARTITIONS
                        ? ""
                        : " AND subject_hash & 255 = ANY (?)";
        for (String unfinished :
                List.of(
                        "blocked = 1 AND handed_over = 0",
                        "status IN ('pending', 'waiting') AND blocked = 0")) {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT connector, subject_hash, count(*) FROM delivery WHERE "
                                    + unfinished
                                    + ours
                                    + " AND subject_hash <> 0 GROUP BY connector, subject_hash")) {
                // Within a transaction PostgreSQL then sends them in parts.
                select.setFetchSize(10_000);
                if (!ours.isEmpty()) {
                    select.setArray(1, SqlHandedOver.array(connection, partitions));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        counts.load(rows.getString(1), rows.getLong(2), rows.getInt(3));
                    }
                }
            }
        }
    }

    /** The highest id that the journal has given out; 0 if none. */
    static long lastId(Connection connection) throws SQLException {
        long last = 0;
        for (String column :
                List.of(
                        "max(id) FROM delivery",
                        "max(seq) FROM event",
                        "max(id) FROM failed_query")) {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + column);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                last = Math.max(last, rows.getLong(1));
            }
        }
        return last;
    }
}
