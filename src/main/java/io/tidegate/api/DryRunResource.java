package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.event.Event;
import io.tidegate.rehearsal.NotTried;
import java.util.List;

/** {@code /api/connectors/{id}/dry-run}. */
final class DryRunResource implements Resource {
    private final ChosenEvent events;
    private final DryRuns dryRuns;

    DryRunResource(ApiSources sources) {
        this.events = new ChosenEvent(new SqlReader(sources.database()));
        this.dryRuns = sources.dryRuns();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/connectors/{id}/dry-run", Role.OPERATOR, this::run)
                        .unrecorded());
    }

    Answer run(Call call) {
        if (dryRuns == DryRuns.NONE) {
            throw new Refusal(
                    503,
                    "no server runs, and only a running one has connectors to try: tidegate dry-run tries those of"
                            + " the files");
        }
        Event event = events.ofBody(call);
        String id = call.path().get(0);
        try {
            return Answer.ok(dryRuns.of(id, event).orElseThrow(() -> nobody(id)));
        } catch (NotTried e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server stops");
        }
    }

    static Refusal nobody(String id) {
        return new Refusal(
                404,
                "no outflow or inflow connector "
                        + id
                        + " runs here; GET /api/connectors lists all");
    }
}
