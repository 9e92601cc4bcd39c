package io.tidegate.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/**
 * What a schema of posts must be: JSON Schema of a draft that is known, 2020-12 unless it says
 * another, which refers to itself alone.
 */
final class SchemaRules {
    private static final int MOST_SHOWN = 3;
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ENGLISH)
                    .build();

    private SchemaRules() {}

    static void check(JsonNode schema) throws InvalidSchema {
        if (!schema.isObject() && !schema.isBoolean()) {
            throw new InvalidSchema("must be a JSON object");
        }
        references(schema);
        VersionFlag draft = draft(schema);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(draft);
        shape(factory.getSchema(SchemaLocation.of(draft.getId()), CONFIG), schema);
        try {
            factory.getSchema(schema, CONFIG).initializeValidators();
        } catch (JsonSchemaException | PatternSyntaxException e) {
            throw new InvalidSchema("cannot be used: " + firstLine(e));
        } catch (StackOverflowError e) {
            throw new InvalidSchema("refers to itself without an end");
        }
    }

    private static VersionFlag draft(JsonNode schema) throws InvalidSchema {
        try {
            return SpecVersionDetector.detectOptionalVersion(schema, true)
                    .orElse(VersionFlag.V202012);
        } catch (JsonSchemaException e) {
            throw new InvalidSchema(
                    "is of a draft that is not known: "
                            + schema.path("$schema")
                            + " (allowed: 4, 6, 7, 2019-09, 2020-12)");
        }
    }

    private static void shape(JsonSchema draft, JsonNode schema) throws InvalidSchema {
        List<String> wrong =
                draft.validate(schema).stream()
                        .map(SchemaRules::text)
                        .distinct()
                        .sorted()
                        .limit(MOST_SHOWN)
                        .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidSchema("is not JSON Schema: " + String.join("; ", wrong));
        }
    }

    private static String text(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        return (at.isEmpty() ? "" : at + ": ") + message.getError();
    }

    /** Nothing is fetched, neither now nor when something is posted. */
    private static void references(JsonNode node) throws InvalidSchema {
        for (String word : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
            JsonNode to = node.path(word);
            if (to.isTextual() && !to.asText().startsWith("#")) {
                throw new InvalidSchema(
                        "refers to \""
                                + to.asText()
                                + "\", which is not read: a reference stays within the file, such as"
                                + " #/$defs/contact");
            }
        }
        for (JsonNode child : node) {
            references(child);
        }
    }

    private static String firstLine(Exception e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
