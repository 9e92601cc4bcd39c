package io.tidegate.failedquery;

import io.tidegate.journal.SqlDialect;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter as a condition on rows of failed_query; values are always parameters. */
final class SqlFilter {
    private final StringBuilder sql = new StringBuilder("1 = 1");
    private final List<Object> values = new ArrayList<>();

    private SqlFilter() {}

    /** What an index finds. */
    static SqlFilter indexed(FailedQueryFilter filter) {
        SqlFilter found = new SqlFilter();
        found.addIf("connector = ?", filter.connector());
        if (filter.state() != null) {
            // Written out: PostgreSQL then knows how rare it is.
            found.add("state = '" + filter.state().word() + "'");
        }
        FailedQueryFilter.Span span = filter.span(); // ids grow with the time of the failure
        if (span.from() != null) {
            found.add("id >= ?", SqlJournal.lowestId(span.from().toEpochMilli()));
        }
        if (span.to() != null) {
            found.add("id < ?", SqlJournal.lowestId(span.to().toEpochMilli()));
        }
        return found;
    }

    /** All of it. */
    static SqlFilter of(FailedQueryFilter filter, SqlDialect dialect) {
        SqlFilter found = indexed(filter);
        found.addIf("event_type = ?", filter.about().type());
        found.addIf("subject = ?", filter.about().subject());
        found.addIf("stage = ?", filter.failure().stage());
        found.addIf("response_status = ?", filter.failure().status());
        if (filter.text() != null) {
            found.text(filter.text(), dialect == SqlDialect.POSTGRESQL ? "ILIKE" : "LIKE");
        }
        return found;
    }

    private void text(String text, String like) {
        String part = "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        StringBuilder any = new StringBuilder("(1 = 0");
        if (text.matches("\\d{1,18}")) {
            any.append(" OR id = ? OR delivery_id = ?");
            values.addAll(List.of(Long.valueOf(text), Long.valueOf(text)));
        }
        sql.append(" AND ");
        for (String column : List.of("event_id", "subject", "event_type", "error")) {
            any.append(" OR ").append(column).append(' ').append(like).append(" ? ESCAPE '\\'");
            values.add(part);
        }
        sql.append(any).append(')');
    }

    SqlFilter add(String condition, Object... more) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(more));
        return this;
    }

    private void addIf(String condition, @Nullable Object value) {
        if (value != null) {
            add(condition, value);
        }
    }

    /**
     * @param end what comes after the condition
     */
    PreparedStatement prepare(Connection connection, String select, String end)
            throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(select + " WHERE " + sql + " " + end);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
