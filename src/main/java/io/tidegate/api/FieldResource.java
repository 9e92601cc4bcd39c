package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.event.Trigger;
import io.tidegate.event.Triggers;
import io.tidegate.journal.SqlDatabase;
import java.util.List;
import java.util.Set;

/** {@code /api/fields}: what the newest events of a type hold, to pick from. */
final class FieldResource implements Resource {
    private static final int EVENTS = 50;

    /** Parts of the journal that are looked at for a type that is rare. */
    private static final int WINDOWS = 5;

    private final SqlReader reader;

    FieldResource(SqlDatabase database) {
        this.reader = new SqlReader(database);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/fields", Set.of("type", "source"), Role.OPERATOR, this::list));
    }

    private Answer list(Call call) {
        String type = call.query("type");
        if (type == null || type.isBlank()) {
            throw new Refusal(400, "the query needs type, of the events to look at");
        }
        String stored = Triggers.find(type).map(Trigger::name).orElse(type);
        SqlEvents.Filter filter =
                new SqlEvents.Filter(
                        new About(stored, null, call.query("source")), Period.ALL, null);
        FieldPaths paths = new FieldPaths();
        reader.read(
                connection -> {
                    SqlEvents events = new SqlEvents(connection, reader.payloads());
                    for (SqlEvents.Row row : events.newest(filter, EVENTS, WINDOWS)) {
                        paths.add(events.event(row.seq()).root());
                    }
                    return paths;
                });
        return Answer.list(paths.items(), null);
    }
}
