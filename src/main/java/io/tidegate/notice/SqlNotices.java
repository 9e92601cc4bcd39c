package io.tidegate.notice;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The table {@code notice}. */
public final class SqlNotices implements NoticeStore {
    private static final String ADD =
            "INSERT INTO notice (id, way, at, type, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT (way, id) DO NOTHING";
    private static final String NEXT =
            "SELECT id, type, at, data FROM notice WHERE way = ? ORDER BY id LIMIT ?";

    private final SqlDatabase database;
    private final SqlJournal journal;
    private final BooleanSupplier leads;

    /**
     * @param leads whether this node tells what all of them have to tell
     */
    public SqlNotices(SqlDatabase database, SqlJournal journal, BooleanSupplier leads) {
        this.leads = leads;
        this.database = database;
        this.journal = journal;
    }

    @Override
    public void add(Notice notice, List<String> ways) {
        if (ways.isEmpty()) {
            return;
        }
        journal.changeNow((connection, dialect) -> insert(connection, notice, ways));
    }

    private static int insert(Connection connection, Notice notice, List<String> ways)
            throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (String way : ways) {
                add.setLong(1, notice.id());
                add.setString(2, way);
                add.setLong(3, notice.at());
                add.setString(4, notice.type());
                add.setString(5, notice.data());
                add.addBatch();
            }
            return add.executeBatch().length;
        }
    }

    @Override
    public List<Notice> next(String way, int limit) {
        if (!leads.getAsBoolean()) {
            return List.of();
        }
        List<Notice> found = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, way);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Notice(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getString(4)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new JournalUnavailable("notices cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void told(String way, Notice notice) {
        journal.changeNow(
                (connection, dialect) -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "DELETE FROM notice WHERE way = ? AND id = ?")) {
                        delete.setString(1, way);
                        delete.setLong(2, notice.id());
                        return delete.executeUpdate();
                    }
                });
    }

    @Override
    public void keepOnly(List<String> ways) {
        if (!leads.getAsBoolean()) {
            return;
        }
        String sql =
                "DELETE FROM notice"
                        + (ways.isEmpty()
                                ? ""
                                : " WHERE way NOT IN (?" + ", ?".repeat(ways.size() - 1) + ")");
        journal.changeNow(
                (connection, dialect) -> {
                    try (PreparedStatement delete = connection.prepareStatement(sql)) {
                        for (int i = 0; i < ways.size(); i++) {
                            delete.setString(i + 1, ways.get(i));
                        }
                        return delete.executeUpdate();
                    }
                });
    }
}
