package io.tidegate.api;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Saving;
import io.tidegate.authoring.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors/{id}/configuration}: what a connector is, and its change. */
final class ConfigurationResource implements Resource {
    private static final String PATH = "/api/connectors/{id}/configuration";

    private final Drafting drafting;

    ConfigurationResource(Drafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH, Role.VIEWER, this::shown).withoutPayloads(),
                Operation.put(PATH, Role.AUTHOR, this::save)
                        .recorded("connector.save", "version", "yaml")
                        .withoutPayloads(),
                Operation.post("/api/connectors", Role.AUTHOR, this::create)
                        .recorded("connector.create", "version", "yaml")
                        .withoutPayloads(),
                Operation.delete("/api/connectors/{id}", Role.AUTHOR, this::delete)
                        .recorded("connector.delete"));
    }

    private Answer create(Call call) {
        DraftBody body = new DraftBody(call, "note", "active");
        DraftText draft = body.draft();
        Saving saving =
                drafting.authoring().create(draft, body.flag("active", true), body.author(call));
        Saving.Saved saved = Refusals.saved(draft.id(), saving);
        return answer(201, saved, call.caller());
    }

    private Answer save(Call call) {
        String id = editable(call);
        long base = Tag.needed(call);
        DraftBody body = new DraftBody(call, "note");
        Saving saving = drafting.authoring().save(id, base, body.draft(), body.author(call));
        Saving.Saved saved = Refusals.saved(id, saving);
        return answer(200, saved, call.caller());
    }

    private Answer delete(Call call) {
        String id = editable(call);
        Refusals.saved(id, drafting.authoring().delete(id, Tag.needed(call), call.by()));
        return new Answer(204, Map.of(), new byte[0]);
    }

    private String editable(Call call) {
        String id = call.path().get(0);
        drafting.files()
                .apply(id)
                .filter(file -> drafting.authoring().current(id).isEmpty())
                .ifPresent(
                        file -> {
                            throw new Refusal(409, why(file));
                        });
        return id;
    }

    static String why(ConnectorFile file) {
        return file.file() == null
                ? "it comes from a class in a jar: the console shows it only"
                : "it stands in " + file.file() + ": change it there, the console shows it only";
    }

    private Answer shown(Call call) {
        String id = call.path().get(0);
        Optional<ConnectorFile> file = drafting.files().apply(id);
        Optional<Version> version = drafting.authoring().current(id);
        if (file.isPresent()) {
            return answer(id, file.get(), version.orElse(null), call.caller());
        }
        String problem = drafting.problems().apply(id).orElse(null);
        return answer(
                200,
                new Saving.Saved(version.orElseThrow(() -> Refusals.absent(id)), problem),
                call.caller());
    }

    static Answer answer(int status, Saving.Saved saved, Caller caller) {
        Version version = saved.version();
        DraftText text = DraftText.ofYaml(version.yaml());
        ShownText words = ShownText.of(version.yaml(), caller);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", version.connector());
        json.put("kind", text.kind());
        json.put("origin", "console");
        json.put("file", null);
        json.put("line", null);
        json.put("editable", true);
        json.put("why", null);
        json.put("version", version.number());
        json.put("savedAt", Bodies.time((Long) version.savedAt()));
        json.put("savedBy", version.savedBy());
        json.put("note", version.note());
        json.put("yaml", words.yaml());
        json.put("config", words.config());
        json.put("problem", saved.problem());
        return tagged(Answer.json(status, json), Tag.of(version));
    }

    private static Answer answer(
            String id, ConnectorFile file, @Nullable Version behind, Caller caller) {
        ShownText words = new ShownText(file.yaml(), file.config()).shownTo(caller, file.kind());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("kind", file.kind());
        json.put("origin", "file");
        json.put("file", file.file());
        json.put("line", file.line());
        json.put("editable", false);
        json.put("why", why(file) + (behind == null ? "" : behind(behind)));
        json.put("version", null);
        json.put("savedAt", null);
        json.put("savedBy", null);
        json.put("note", null);
        json.put("yaml", words.yaml());
        json.put("config", words.config());
        json.put("problem", null);
        return tagged(Answer.ok(json), Tag.of(String.valueOf(file.yaml())));
    }

    private static String behind(Version behind) {
        return "; version "
                + behind.number()
                + " of the console has the same id and does not run as long as that file has it";
    }

    private static Answer tagged(Answer answer, String tag) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("ETag", tag);
        return new Answer(answer.status(), headers, answer.body());
    }
}
