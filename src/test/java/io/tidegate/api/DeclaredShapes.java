package io.tidegate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of bodies that an OpenAPI document declares, taken at their word: nothing that is
 * required may be missing, and no property stand there that is not declared.
 */
public final class DeclaredShapes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Of a component that an {@code allOf} adds to, so that it alone knows not all. */
    private static final String OPEN = "~open";

    private final JsonNode document;
    private final JsonNode components;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    public DeclaredShapes(byte[] openApi) {
        try {
            document = JSON.readTree(openApi);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ObjectNode all = JSON.createObjectNode();
        ObjectNode named = all.putObject("schemas");
        document.path("components")
                .path("schemas")
                .fields()
                .forEachRemaining(
                        schema -> {
                            named.set(schema.getKey(), closed(schema.getValue(), true));
                            named.set(schema.getKey() + OPEN, closed(schema.getValue(), false));
                        });
        components = all;
    }

    /** Nothing but what it names, at any depth; parts of an {@code allOf} as a whole. */
    private static JsonNode closed(JsonNode schema, boolean close) {
        if (schema instanceof ArrayNode list) {
            ArrayNode copy = JSON.createArrayNode();
            list.forEach(one -> copy.add(closed(one, close)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = JSON.createObjectNode();
        object.fields()
                .forEachRemaining(
                        field ->
                                copy.set(
                                        field.getKey(),
                                        inside(field.getKey(), field.getValue(), close)));
        boolean says = object.path("properties").isObject() || object.has("allOf");
        boolean free = object.has("additionalProperties") || object.has("unevaluatedProperties");
        if (close && says && !free) {
            copy.put("unevaluatedProperties", false);
        }
        return copy;
    }

    private static JsonNode inside(String key, JsonNode value, boolean close) {
        switch (key) {
            case "allOf" -> {
                ArrayNode parts = JSON.createArrayNode();
                for (JsonNode part : value) {
                    JsonNode open = closed(part, false);
                    if (open instanceof ObjectNode object && object.has("$ref")) {
                        object.put("$ref", object.get("$ref").asText() + OPEN);
                    }
                    parts.add(open);
                }
                return parts;
            }
            case "properties" -> {
                ObjectNode properties = JSON.createObjectNode();
                value.fields()
                        .forEachRemaining(
                                one -> properties.set(one.getKey(), closed(one.getValue(), true)));
                return properties;
            }
            case "oneOf", "anyOf" -> {
                return closed(value, close);
            }
            case "example", "examples", "default", "enum", "const" -> {
                return value;
            }
            default -> {
                return closed(value, true);
            }
        }
    }

    /** {@code GET /api/x/{id}}, of every operation. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method -> {
                                                    if (METHODS.contains(method)) {
                                                        operations.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey());
                                                    }
                                                }));
        return operations;
    }

    /** The operation that a request is for; null if the document has none. */
    public @Nullable String operation(String method, String uri) {
        String[] asked = uri.replaceFirst("[?#].*", "").split("/");
        String found = null;
        int literal = -1;
        for (String operation : operations()) {
            String[] template = operation.substring(operation.indexOf(' ') + 1).split("/");
            int same = operation.startsWith(method + " ") ? same(template, asked) : -1;
            if (same > literal) {
                literal = same;
                found = operation;
            }
        }
        return found;
    }

    private static int same(String[] template, String[] asked) {
        int same = 0;
        for (int i = 0; i < template.length; i++) {
            if (template.length != asked.length
                    || !template[i].startsWith("{") && !template[i].equals(asked[i])) {
                return -1;
            }
            same += template[i].startsWith("{") ? 0 : 1;
        }
        return same;
    }

    private JsonNode declared(String operation) {
        String[] parts = operation.split(" ");
        return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /** What of an answer is not as it is declared, for people; none: it is. */
    public List<String> ofAnswer(String operation, int status, String body) {
        String where = operation + " " + status;
        if (status >= 400) {
            return wrong(where, problem(), body);
        }
        JsonNode response = declared(operation).path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of(where + " is an answer that the document does not have");
        }
        JsonNode content = response.path("content");
        if (content.has("application/json")) {
            return wrong(where, content.path("application/json").path("schema"), body);
        }
        return body.isEmpty() || content.size() > 0
                ? List.of()
                : List.of(where + " has a body, and the document declares none: " + body);
    }

    /** The same of the body of a request that was taken. */
    public List<String> ofRequest(String operation, @Nullable String body) {
        JsonNode request = declared(operation).path("requestBody");
        String where = operation + " request";
        boolean empty = body == null || body.isEmpty();
        if (request.isMissingNode()) {
            return empty || body.equals("{}")
                    ? List.of()
                    : List.of(where + " has a body, and the document declares none: " + body);
        }
        if (empty) {
            return request.path("required").asBoolean()
                    ? List.of(where + " has no body, and the document requires one")
                    : List.of();
        }
        return wrong(where, request.path("content").path("application/json").path("schema"), body);
    }

    private static JsonNode problem() {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
    }

    private List<String> wrong(String where, JsonNode schema, String body) {
        if (schema.isMissingNode()) {
            return List.of(where + " has JSON that the document gives no shape");
        }
        JsonSchema compiled = schemas.computeIfAbsent(where, key -> compiled(schema));
        List<String> wrong = new ArrayList<>();
        try {
            for (ValidationMessage message : compiled.validate(JSON.readTree(body))) {
                wrong.add(where + " " + message.getMessage());
            }
        } catch (IOException e) {
            wrong.add(where + " is no JSON: " + body);
        }
        return wrong;
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) closed(schema, true));
        whole.set("components", components);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    }
}
