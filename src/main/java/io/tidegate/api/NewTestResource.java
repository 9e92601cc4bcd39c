package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.api.Drafting.MadeTest;
import io.tidegate.authoring.Authoring.Author;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Saving;
import io.tidegate.authoring.Version;
import io.tidegate.event.Event;
import io.tidegate.rehearsal.NotTried;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors/{id}/tests}: what becomes of an event today is expected from now on. */
final class NewTestResource implements Resource {
    private static final Set<String> KEYS = Set.of("eventId", "source", "event", "name");

    private final Drafting drafting;
    private final ChosenEvent events;

    NewTestResource(Drafting drafting) {
        this.drafting = drafting;
        this.events = new ChosenEvent(new SqlReader(drafting.database()));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/connectors/{id}/tests", Role.AUTHOR, this::add)
                        .recorded("connector.test", "source"));
    }

    private Answer add(Call call) {
        Map<?, ?> body = call.object();
        for (Object key : body.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw Refusal.of(
                        400,
                        "/" + key,
                        "\"" + key + "\" is no key here, allowed: event, eventId, name, source");
            }
        }
        Object name = body.get("name");
        if (name != null && !(name instanceof String)) {
            throw Refusal.of(400, "/name", "name must be a text");
        }
        String id = call.path().get(0);
        MadeTest test = made(id, events.within(body), (String) name);
        return Answer.ok(saved(id, test, call));
    }

    private MadeTest made(String id, Event event, @Nullable String name) {
        try {
            return drafting.trying()
                    .test(id, event, name)
                    .orElseThrow(() -> DryRunResource.nobody(id));
        } catch (NotTried e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server stops");
        }
    }

    private Map<String, @Nullable Object> saved(String id, MadeTest test, Call call) {
        Optional<ConnectorFile> file = drafting.files().apply(id);
        Optional<Version> now = drafting.authoring().current(id);
        if (test.why() != null || file.isPresent() || now.isEmpty()) {
            String why = test.why() != null ? test.why() : "the connector is not the console's";
            return json(false, file.map(ConfigurationResource::why).orElse(why), test.text());
        }
        try {
            DraftText draft = DraftText.ofYaml(test.added().apply(now.get().yaml()));
            Author author = new Author(call.by(), "a test is added");
            Saving saving = drafting.authoring().save(id, now.get().number(), draft, author);
            Refusals.saved(id, saving);
            return json(true, null, test.text());
        } catch (IllegalArgumentException e) {
            return json(false, String.valueOf(e.getMessage()), test.text());
        }
    }

    private static Map<String, @Nullable Object> json(
            boolean saved, @Nullable String why, String text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("saved", saved);
        json.put("why", why);
        json.put("yaml", text);
        return json;
    }
}
