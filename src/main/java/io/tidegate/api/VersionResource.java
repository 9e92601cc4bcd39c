package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.authoring.Authoring.Author;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Saving;
import io.tidegate.authoring.SideBySide;
import io.tidegate.authoring.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors/{id}/versions}: what the console saved, newest first. */
final class VersionResource implements Resource {
    private static final String PATH = "/api/connectors/{id}/versions";

    private final Drafting drafting;

    VersionResource(Drafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH, Operation.paged(), Role.VIEWER, this::list).withoutPayloads(),
                Operation.get(PATH + "/{version}", Role.VIEWER, this::get).withoutPayloads(),
                Operation.get(PATH + "/{version}/diff/{other}", Role.VIEWER, this::diff)
                        .withoutPayloads(),
                Operation.post(PATH + "/{version}/restore", Role.AUTHOR, this::restore)
                        .recorded("connector.restore")
                        .withoutPayloads());
    }

    private Answer list(Call call) {
        String id = call.path().get(0);
        int limit = call.limit();
        List<Version> found = drafting.authoring().versions(id, call.before(), limit + 1);
        if (found.isEmpty() && drafting.files().apply(id).isEmpty()) {
            throw Refusals.absent(id);
        }
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        found.stream().limit(limit).forEach(version -> items.add(json(version)));
        Long next = found.size() > limit ? (Long) found.get(limit - 1).number() : null;
        return Answer.list(items, next);
    }

    private Map<String, @Nullable Object> json(Version version) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", version.number());
        json.put("savedAt", Bodies.time((Long) version.savedAt()));
        json.put("savedBy", version.savedBy());
        json.put("note", version.note());
        json.put(
                "current",
                drafting.authoring()
                        .current(version.connector())
                        .filter(now -> now.number() == version.number())
                        .isPresent());
        return json;
    }

    private Answer get(Call call) {
        Version version = version(call, 1);
        Map<String, @Nullable Object> json = json(version);
        ShownText words = ShownText.of(version.yaml(), call.caller());
        json.put("yaml", words.yaml());
        json.put("config", words.config());
        return Answer.ok(json);
    }

    private Version version(Call call, int index) {
        String id = call.path().get(0);
        String number = call.path().get(index);
        return (number.matches("\\d{1,18}")
                        ? drafting.authoring().version(id, Long.parseLong(number))
                        : java.util.Optional.<Version>empty())
                .orElseThrow(
                        () ->
                                new Refusal(
                                        404, "the connector " + id + " has no version " + number));
    }

    private String text(Call call, int index) {
        String yaml = version(call, index).yaml();
        return String.valueOf(ShownText.of(yaml, call.caller()).yaml());
    }

    private Answer diff(Call call) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SideBySide row : SideBySide.of(text(call, 1), text(call, 2))) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("kind", row.kind());
            json.put("left", row.left());
            json.put("right", row.right());
            json.put("leftLine", row.leftLine());
            json.put("rightLine", row.rightLine());
            rows.add(json);
        }
        return Answer.ok(Map.of("rows", rows));
    }

    private Answer restore(Call call) {
        Version old = version(call, 1);
        String id = old.connector();
        long base = Tag.needed(call);
        Author author = new Author(call.by(), "version " + old.number() + " restored");
        Saving saving = drafting.authoring().save(id, base, DraftText.ofYaml(old.yaml()), author);
        Saving.Saved saved = Refusals.saved(id, saving);
        return ConfigurationResource.answer(200, saved, call.caller());
    }
}
