package io.tidegate.sync;

import io.tidegate.identity.Conflict;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code sync_write}. */
final class SqlWriteRow {
    static final String SELECT =
            "SELECT id, delivery, connector, system, conflict, suppressed, changed_at, change_told, action, uid, keys,"
                    + " before, written, expected, from_version, last_change, begun_at, answered, answer_uid, answer, to_version,"
                    + " answer_changed FROM sync_write WHERE ";

    private SqlWriteRow() {}

    static Write read(ResultSet row) throws SQLException {
        Undertaking by =
                new Undertaking(
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        Conflict.valueOf(row.getString(5)),
                        row.getInt(6) == 1,
                        new ChangeTime(
                                row.getLong(7), ChangeTime.Source.valueOf(row.getString(8))));
        Write.About about =
                new Write.About(
                        row.getString(9),
                        row.getString(10),
                        Leaves.read(row.getBytes(11)).hashes());
        Write.Values values =
                new Write.Values(
                        Leaves.read(row.getBytes(12)),
                        Leaves.read(row.getBytes(13)),
                        Leaves.read(row.getBytes(14)),
                        number(row, 15),
                        number(row, 16));
        return new Write(row.getLong(1), by, about, values, row.getLong(17), answer(row));
    }

    private static Write.@Nullable Answer answer(ResultSet row) throws SQLException {
        return row.getInt(18) == 0
                ? null
                : new Write.Answer(
                        row.getString(19),
                        Leaves.read(row.getBytes(20)),
                        number(row, 21),
                        number(row, 22));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }
}
