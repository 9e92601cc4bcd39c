package io.tidegate.api;

import io.tidegate.authoring.Authoring.Author;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A draft in a request's body: {@code {"yaml"}} or {@code {"kind", "config"}}, and more. */
final class DraftBody {
    private static final int MAX_NOTE = 500;
    private static final Set<String> TEXTS = Set.of("yaml", "kind", "config");

    private final Map<?, ?> body;

    /**
     * @param more keys that may stand beside the draft
     */
    DraftBody(Call call, String... more) {
        this.body = call.object();
        Set<String> allowed = new TreeSet<>(TEXTS);
        allowed.addAll(List.of(more));
        for (Object key : body.keySet()) {
            if (!allowed.contains(String.valueOf(key))) {
                throw Refusal.of(
                        400,
                        "/" + key,
                        "\"" + key + "\" is no key here, allowed: " + String.join(", ", allowed));
            }
        }
    }

    DraftText draft() {
        if (body.get("yaml") instanceof String yaml && !body.containsKey("config")) {
            return DraftText.ofYaml(yaml);
        }
        if (body.containsKey("yaml")) {
            throw Refusal.of(
                    400, "/yaml", "yaml must be a text, and stand without kind and config");
        }
        if (!(body.get("kind") instanceof String kind)
                || !Set.of("outflow", "inflow").contains(kind)) {
            throw Refusal.of(
                    400,
                    "/kind",
                    "the body must have yaml, a text, or kind, outflow or inflow, and config");
        }
        if (!(body.get("config") instanceof Map<?, ?> config)) {
            throw Refusal.of(
                    400, "/config", "config must be an object, with the keys of the " + kind);
        }
        return DraftText.ofConfig(kind, config);
    }

    Author author(Call call) {
        return new Author(call.by(), note());
    }

    private @Nullable String note() {
        Object note = body.get("note");
        if (note == null) {
            return null;
        }
        if (note instanceof String text && text.length() <= MAX_NOTE) {
            return text.isBlank() ? null : text.strip();
        }
        throw Refusal.of(
                400, "/note", "note must be a text of at most " + MAX_NOTE + " characters");
    }

    boolean flag(String key, boolean usual) {
        Object value = body.get(key);
        if (value == null) {
            return usual;
        }
        if (value instanceof Boolean is) {
            return is;
        }
        throw Refusal.of(400, "/" + key, key + " must be true or false, not " + value);
    }

    Map<?, ?> body() {
        return body;
    }

    static List<Map<String, @Nullable Object>> json(List<Fault> faults) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Fault fault : faults) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("line", fault.line() == 0 ? null : (Integer) fault.line());
            json.put("column", fault.column() == 0 ? null : (Integer) fault.column());
            json.put("pointer", fault.pointer());
            json.put("message", fault.message());
            all.add(json);
        }
        return all;
    }
}
