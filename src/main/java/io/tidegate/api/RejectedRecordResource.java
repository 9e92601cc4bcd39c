package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.journal.SqlDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/rejected-records}: what came by the bus and is no event. */
final class RejectedRecordResource implements Resource {
    private final SqlReader reader;

    RejectedRecordResource(SqlDatabase database) {
        this.reader = new SqlReader(database);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        "/api/rejected-records",
                        Operation.paged("topic", "from", "to"),
                        Role.VIEWER,
                        this::list),
                Operation.get("/api/rejected-records/{id}", Role.VIEWER, this::get));
    }

    Answer list(Call call) {
        var asked =
                new SqlRejectedRecordRows(call.query("topic"), Period.of(call), reader.payloads());
        Page<SqlRejectedRecordRows.Row> page =
                reader.read(
                        connection ->
                                Search.NOW.full(
                                        call.before(),
                                        call.limit(),
                                        (below, most) -> asked.page(connection, below, most)));
        return Answer.list(
                page.rows().stream().map(SqlRejectedRecordRows.Row::json).toList(), page.next());
    }

    Answer get(Call call) {
        long id = call.id("rejected record");
        List<Map<String, @Nullable Object>> found =
                reader.read(
                        connection ->
                                SqlRejectedRecordRows.whole(connection, reader.payloads(), id));
        if (found.isEmpty()) {
            throw call.notFound("rejected record");
        }
        return Answer.ok(found.get(0));
    }
}
