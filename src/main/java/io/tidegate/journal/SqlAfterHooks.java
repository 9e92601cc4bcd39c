package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes after hooks that have ended due again, from the 2xx that is recorded; never the request.
 */
public final class SqlAfterHooks {
    private final SqlJournal journal;
    private final Listener listener;

    /** Told after the commit that these hooks are due; must return at once. */
    @FunctionalInterface
    public interface Listener {
        void due(String connector, long delivery);
    }

    private record Row(String connector, String status, String after, boolean hasAnswer) {}

    public SqlAfterHooks(SqlJournal journal, Listener listener) {
        this.journal = journal;
        this.listener = listener;
    }

    /** Waits for the commit. */
    public HooksAgain again(long delivery) {
        HooksAgain what =
                journal.changeNow(
                        (connection, dialect) -> {
                            HooksAgain again = again(connection, delivery);
                            SqlTopics.changed(Topic.HOOKS, connection, dialect);
                            return again;
                        });
        if (what instanceof HooksAgain.Due due) {
            listener.due(due.connector(), delivery);
        }
        return what;
    }

    private static HooksAgain again(Connection connection, long delivery) throws SQLException {
        Row row = row(connection, delivery);
        if (row == null) {
            return new HooksAgain.NotFound();
        }
        String refusal = refusal(row);
        if (refusal != null) {
            return new HooksAgain.Refused(
                    "delivery " + delivery + " " + refusal + "; nothing was changed");
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE delivery SET after = 'due', stage = NULL, reason = NULL WHERE id = ?")) {
            update.setLong(1, delivery);
            update.executeUpdate();
        }
        return new HooksAgain.Due(row.connector());
    }

    private static @Nullable String refusal(Row row) {
        if (!row.status().equals("delivered")) {
            return "is " + row.status() + ", only a delivered one has after hooks to run again";
        }
        return switch (row.after()) {
            case "none" -> "was delivered without after hooks, so there are none to run again";
            case "due" -> "has after hooks that are due and run by themselves";
            default -> row.hasAnswer() ? null : "has no stored answer for its after hooks to read";
        };
    }

    private static @Nullable Row row(Connection connection, long delivery) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT d.connector, d.status, d.after, r.delivery FROM delivery d"
                                + " LEFT JOIN response r ON r.delivery = d.id WHERE d.id = ?")) {
            select.setLong(1, delivery);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4) != null)
                        : null;
            }
        }
    }
}
