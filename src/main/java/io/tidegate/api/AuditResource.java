package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.journal.SqlDatabase;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/audit}: who changed what, newest first. */
final class AuditResource implements Resource {
    private final SqlReader reader;

    AuditResource(SqlDatabase database) {
        this.reader = new SqlReader(database);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        "/api/audit",
                        Operation.paged("who", "action", "target", "from", "to"),
                        Role.ADMIN,
                        this::list));
    }

    Answer list(Call call) {
        var asked =
                new SqlAuditRows(
                        call.query("who"),
                        call.query("action"),
                        call.query("target"),
                        time(call, "from"),
                        time(call, "to"));
        Page<SqlAuditRows.Row> page =
                reader.read(connection -> asked.page(connection, call.before(), call.limit()));
        return Answer.list(page.rows().stream().map(SqlAuditRows.Row::json).toList(), page.next());
    }

    private static @Nullable Long time(Call call, String name) {
        String text = call.query(name);
        try {
            return text == null ? null : (Long) Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new Refusal(
                    400,
                    name + " is \"" + text + "\", allowed is a time such as 2026-01-31T12:00:00Z");
        }
    }
}
