package io.tidegate.api;

import io.tidegate.access.SensitiveFields;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the API itself tells of what its operations change; without any secret's text. */
final class Things {
    private static final SensitiveFields SECRETS = SensitiveFields.ofSecrets();

    private final List<Operation> operations;

    Things(List<Operation> operations) {
        this.operations = operations;
    }

    @Nullable Object before(Operation operation, Change change, Call call) {
        boolean isMade = change.fields().isEmpty() && operation.method().equals("POST");
        return isMade ? null : seen(operation, change, call);
    }

    @Nullable Object after(Operation operation, Change change, Call call, Answer answer) {
        if (answer.status() >= 400) {
            return null;
        }
        if (!change.fields().isEmpty()) {
            Object seen = seen(operation, change, call);
            Map<?, ?> told = object(answer);
            return seen != null || told == null ? seen : SECRETS.json(only(told, change.fields()));
        }
        return operation.method().equals("DELETE") ? null : withoutSecrets(object(answer));
    }

    /** The name that a thing got which was made just now. */
    static @Nullable String name(Answer answer) {
        Map<?, ?> made = object(answer);
        if (made == null) {
            return null;
        }
        Object name = made.containsKey("id") ? made.get("id") : made.get("name");
        return name == null ? null : name.toString();
    }

    /** Null if it is no JSON object. */
    static @Nullable Map<?, ?> object(Answer answer) {
        try {
            return answer.body().length > 0 && Json.parse(answer.body()) instanceof Map<?, ?> map
                    ? map
                    : null;
        } catch (InvalidJson e) {
            return null;
        }
    }

    private @Nullable Object seen(Operation operation, Change change, Call call) {
        Map<?, ?> thing;
        try {
            thing = thing(operation, call);
        } catch (Refusal e) {
            return null; // it is not there, or cannot be told of
        }
        return thing == null ? null : withoutSecrets(only(thing, change.fields()));
    }

    private static Map<?, ?> only(Map<?, ?> thing, List<String> fields) {
        if (fields.isEmpty()) {
            return thing;
        }
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        fields.forEach(field -> some.put(field, thing.get(field)));
        return some;
    }

    /** Also where a text of many lines, such as YAML, holds some. */
    private static @Nullable Object withoutSecrets(@Nullable Object state) {
        Object masked = SECRETS.json(state);
        if (masked instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            map.forEach(
                    (key, value) ->
                            texts.put(
                                    key.toString(),
                                    value instanceof String text ? SECRETS.text(text) : value));
            return texts;
        }
        return masked;
    }

    /** By the GET of its path, of the path above a verb, or from the list of its kind. */
    private @Nullable Map<?, ?> thing(Operation operation, Call call) {
        String template = operation.template();
        boolean isNamed = template.endsWith("}");
        String path = isNamed || get(template) != null ? template : above(template);
        Operation get = get(path);
        if (get != null && path.contains("{")) {
            return object(get.work().apply(asking(call, path)));
        }
        Operation list = path.endsWith("}") ? get(above(path)) : null;
        return list == null
                ? null
                : item(object(list.work().apply(asking(call, above(path)))), call.path());
    }

    private static @Nullable Map<?, ?> item(@Nullable Map<?, ?> list, List<String> path) {
        String name = path.get(path.size() - 1);
        if (list != null && list.get("items") instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map
                        && (name.equals(map.get("id")) || name.equals(map.get("name")))) {
                    return map;
                }
            }
        }
        return null;
    }

    private static Call asking(Call call, String template) {
        int values = template.split("\\{", -1).length - 1;
        return new Call(
                call.path().subList(0, values), Map.of(), new byte[0], call.caller(), Map.of());
    }

    private static String above(String template) {
        return template.substring(0, template.lastIndexOf('/'));
    }

    private @Nullable Operation get(String template) {
        return operations.stream()
                .filter(one -> one.method().equals("GET") && one.template().equals(template))
                .findFirst()
                .orElse(null);
    }
}
