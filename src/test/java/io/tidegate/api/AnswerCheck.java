package io.tidegate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an answer has the shape that the OpenAPI document gives it. */
final class AnswerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;
    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    AnswerCheck(Api api) {
        this.api = api;
        try {
            this.document = JSON.readTree(new OpenApi().document(api.operations()));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Throws if it has not, or if the document knows nothing of such an answer. */
    synchronized void check(String method, String uri, int status, String body) {
        Operation operation = of(method, uri);
        if (operation == null || !body.startsWith("{") || isStandIn(operation)) {
            return;
        }
        String where = method + " " + operation.template() + " " + status;
        JsonSchema schema = schemas.computeIfAbsent(where, new Look(operation, status)::schema);
        try {
            Set<ValidationMessage> wrong = schema.validate(JSON.readTree(body));
            if (!wrong.isEmpty()) {
                throw new AssertionError(
                        where + " is not as the document says: " + wrong + " in " + body);
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(body, e);
        }
    }

    /** What answers those here is the test's own. */
    private static boolean isStandIn(Operation operation) {
        return operation.template().endsWith("/dry-run") || operation.template().endsWith("/try");
    }

    private @Nullable Operation of(String method, String uri) {
        for (Operation operation : api.operations()) {
            if (operation.method().equals(method) && matches(operation, uri)) {
                return operation;
            }
        }
        return null;
    }

    private static boolean matches(Operation operation, String uri) {
        try {
            return operation.match(Target.of(uri).segments()) != null;
        } catch (Refusal e) {
            return false;
        }
    }

    /** The schema of one status of one operation. */
    private final class Look {
        private final Operation operation;
        private final int status;

        Look(Operation operation, int status) {
            this.operation = operation;
            this.status = status;
        }

        JsonSchema schema(String where) {
            JsonNode responses =
                    document.path("paths")
                            .path(operation.template())
                            .path(operation.method().toLowerCase(Locale.ROOT))
                            .path("responses");
            JsonNode response = responses.path(String.valueOf(status));
            if (response.isMissingNode() && status < 400) {
                throw new AssertionError(where + " is an answer that the document does not have");
            }
            JsonNode schema = response.path("content").path("application/json").path("schema");
            ObjectNode whole = JSON.createObjectNode();
            if (status >= 400) {
                whole.put("$ref", "#/components/schemas/Problem");
            } else if (schema instanceof ObjectNode object) {
                whole.setAll(object);
            }
            whole.set("components", document.path("components"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        }
    }
}
