package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.authoring.Authoring.Author;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.NodeText;
import io.tidegate.authoring.Saving;
import io.tidegate.authoring.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors/{id}/export} and {@code /api/connectors/import}: files of YAML. */
final class ExportResource implements Resource {
    private final Drafting drafting;

    ExportResource(Drafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/connectors/{id}/export", Role.VIEWER, this::export)
                        .withoutPayloads(),
                Operation.post("/api/connectors/import", Role.AUTHOR, this::take)
                        .recorded("connector.import"));
    }

    private Answer export(Call call) {
        String id = call.path().get(0);
        Optional<ConnectorFile> file = drafting.files().apply(id);
        String yaml = file.isPresent() ? text(file.get(), call) : text(id, call);
        if (yaml == null) {
            throw new Refusal(422, id + " is written in what YAML of Tidegate cannot say");
        }
        return new Answer(
                200,
                Map.of(
                        "Content-Type",
                        "text/yaml; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\""
                                + id.replaceAll("[^A-Za-z0-9._-]", "_")
                                + ".camel.yaml\""),
                yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(ConnectorFile file, Call call) {
        return new ShownText(file.yaml(), file.config()).shownTo(call.caller(), file.kind()).yaml();
    }

    private @Nullable String text(String id, Call call) {
        Version now = drafting.authoring().current(id).orElseThrow(() -> Refusals.absent(id));
        return ShownText.of(now.yaml(), call.caller()).yaml();
    }

    private Answer take(Call call) {
        Map<?, ?> body = call.object();
        if (!(body.get("yaml") instanceof String yaml) || body.size() > 1) {
            throw Refusal.of(400, "/yaml", "the body must have yaml, a text, and nothing else");
        }
        List<NodeText.Piece> nodes = nodes(yaml);
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        nodes.forEach(node -> items.add(one(node, call.by())));
        return Answer.ok(Map.of("items", items));
    }

    private static List<NodeText.Piece> nodes(String yaml) {
        List<NodeText.Piece> nodes;
        try {
            nodes = NodeText.each(yaml);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(422, "/yaml", String.valueOf(e.getMessage()));
        }
        if (nodes.isEmpty()) {
            throw Refusal.of(
                    422,
                    "/yaml",
                    "there is no connector in it: it is a list, each node of which begins with \"- outflow:\" or"
                            + " \"- inflow:\"");
        }
        return nodes;
    }

    private Map<String, @Nullable Object> one(NodeText.Piece node, String by) {
        DraftText draft = DraftText.ofYaml(node.yaml());
        Author author = new Author(by, "imported");
        Optional<Version> now = drafting.authoring().current(draft.id());
        Saving saving =
                now.isPresent()
                        ? drafting.authoring().save(draft.id(), now.get().number(), draft, author)
                        : drafting.authoring().create(draft, true, author);
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("id", draft.id().isEmpty() ? null : draft.id());
        try {
            Refusals.saved(draft.id(), inFile(node, saving));
            item.put("outcome", now.isPresent() ? "saved" : "created");
            item.put("errors", List.of());
        } catch (Refusal e) {
            item.put("outcome", "refused");
            item.put("errors", e.errors());
        }
        return item;
    }

    private static Saving inFile(NodeText.Piece node, Saving saving) {
        return saving instanceof Saving.Refused refused
                ? new Saving.Refused(refused.faults().stream().map(node::inFile).toList())
                : saving;
    }
}
