package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.journal.SqlDatabase;
import java.util.List;

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
                        Period.of(call));
        Page<SqlAuditRows.Row> page =
                reader.read(
                        connection ->
                                Search.NOW.full(
                                        call.before(),
                                        call.limit(),
                                        (below, most) -> asked.page(connection, below, most)));
        return Answer.list(page.rows().stream().map(SqlAuditRows.Row::json).toList(), page.next());
    }
}
