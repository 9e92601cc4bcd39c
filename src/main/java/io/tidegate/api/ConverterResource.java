package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.format.Format;
import io.tidegate.identity.Action;
import io.tidegate.identity.MatchField;
import io.tidegate.mapping.Converters;
import io.tidegate.profile.ProfileField;
import io.tidegate.profile.ProfileTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/converters}: the words of mappings and inflows, for editors. */
final class ConverterResource implements Resource {
    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/converters", Role.VIEWER, call -> all()).withoutPayloads());
    }

    private static Answer all() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("converters", Converters.described().stream().map(c -> converter(c)).toList());
        List<Object> checks = new ArrayList<>();
        Format.catalogue().forEach((word, meaning) -> checks.add(named(word, meaning)));
        json.put("checks", checks);
        json.put(
                "actions",
                Arrays.stream(Action.values()).map(a -> named(a.word(), a.title())).toList());
        json.put("matches", Arrays.stream(MatchField.values()).map(MatchField::word).toList());
        json.put(
                "profileFields",
                ProfileTable.fields().stream().map(ConverterResource::field).toList());
        return Answer.ok(json);
    }

    private static Map<String, Object> named(String name, String title) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("title", title);
        return json;
    }

    private static Map<String, Object> converter(Converters.Description is) {
        Map<String, Object> json = named(is.name(), is.title());
        json.put("example", is.example());
        json.put("alone", is.alone());
        List<Object> parameters = new ArrayList<>();
        if (is.argument() != null) {
            parameters(is.argument(), parameters);
        }
        json.put("parameters", parameters);
        return json;
    }

    /** Those of its map; one that stands there without a map has no name. */
    private static void parameters(Map<?, ?> schema, List<Object> found) {
        if (schema.get("anyOf") instanceof List<?> several) {
            several.forEach(one -> parameters((Map<?, ?>) one, found));
        } else if (schema.get("properties") instanceof Map<?, ?> properties) {
            List<?> required = schema.get("required") instanceof List<?> keys ? keys : List.of();
            properties.forEach(
                    (name, is) ->
                            found.add(parameter(name, (Map<?, ?>) is, required.contains(name))));
        } else if (schema.get("type") instanceof String type && !type.equals("object")) {
            found.add(parameter("", schema, true));
        }
    }

    private static Map<String, @Nullable Object> parameter(
            Object name, Map<?, ?> schema, boolean required) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("title", schema.get("description"));
        json.put("kind", schema.get("type"));
        json.put("required", required);
        return json;
    }

    private static Map<String, Object> field(ProfileField field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", field.path());
        json.put("kind", field.kind().word());
        json.put("meaning", field.kind().meaning());
        json.put("maxLength", field.most());
        return json;
    }
}
