package io.tidegate.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tidegate.destination.Destinations;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Route files judged by the schema alone, as an editor would. */
final class SchemaUnderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final JsonSchema schema;
    private final JsonNode text;

    SchemaUnderTest() throws Exception {
        text = JSON.readTree(RouteSchema.text(Destinations.SHIPPED));
        schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                        .getSchema(
                                text,
                                SchemaValidatorsConfig.builder().preloadJsonSchema(false).build());
    }

    /** Empty if the file is right. */
    List<String> mistakes(String yaml) {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.valueToTree(file)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** A part of the schema's own text. */
    JsonNode at(String pointer) {
        return text.at(pointer);
    }
}
