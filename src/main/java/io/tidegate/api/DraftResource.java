package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Looked;
import io.tidegate.rehearsal.NotTried;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors/validate} and {@code /api/connectors/try}: nothing is saved. */
final class DraftResource implements Resource {
    private final Drafting drafting;
    private final ChosenEvent events;

    DraftResource(Drafting drafting) {
        this.drafting = drafting;
        this.events = new ChosenEvent(new SqlReader(drafting.database()));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/connectors/validate", Role.AUTHOR, this::validate)
                        .unrecorded(),
                Operation.post("/api/connectors/try", Role.OPERATOR, this::run)
                        .recordedIf("send", "connector.try", "connector", "outcome", "sent"));
    }

    private Answer validate(Call call) {
        DraftText draft = new DraftBody(call, "note", "active").draft();
        Looked looked = drafting.authoring().look(draft);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mistakes", DraftBody.json(looked.faults()));
        json.put("warnings", DraftBody.json(looked.warnings()));
        json.put("kind", draft.kind().isEmpty() ? null : draft.kind());
        json.put("yaml", draft.yaml());
        json.put("config", draft.config());
        return Answer.ok(json);
    }

    private Answer run(Call call) {
        DraftBody body =
                new DraftBody(call, "note", "active", "eventId", "source", "event", "send");
        boolean send = body.flag("send", false);
        if (send && !call.caller().role().covers(Role.AUTHOR)) {
            throw new Refusal(
                    403,
                    "sending a test needs the role author, "
                            + call.by()
                            + " has "
                            + call.caller().role().word());
        }
        DraftText draft = body.draft();
        if (!draft.faults().isEmpty()) {
            throw Refusals.faults("it cannot be tried: ", draft.faults());
        }
        try {
            return Answer.ok(drafting.trying().run(draft, events.within(body.body()), send));
        } catch (Drafting.Faulty e) {
            throw Refusals.faults("it cannot be tried: ", e.faults());
        } catch (NotTried e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server stops");
        }
    }
}
