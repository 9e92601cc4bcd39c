package io.tidegate.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file that {@code schema} names, and tries it. */
final class PostSchemaReader {
    private static final long MAX_BYTES = 1L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Reading reading;

    PostSchemaReader(Reading reading) {
        this.reading = reading;
    }

    Optional<Entry.PostSchema> read(String name, Node named) {
        try {
            Path file = reading.file().folder().resolve(name).normalize();
            reading.files().add(file);
            JsonNode schema = json(file);
            SchemaRules.check(schema);
            return Optional.of(new Entry.PostSchema(name, schema));
        } catch (InvalidPathException e) {
            reading.wrong(named, "\"" + name + "\" is not a path: " + e.getReason());
        } catch (InvalidSchema e) {
            reading.wrong(named, "the schema " + name + " " + e.getMessage());
        }
        return Optional.empty();
    }

    private static JsonNode json(Path file) throws InvalidSchema {
        if (!Files.isRegularFile(file)) {
            throw new InvalidSchema(
                    "is not there: " + file + " (paths are relative to the file that names them)");
        }
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new InvalidSchema("may have 1 MiB, and " + file + " has " + bytes + " bytes");
            }
            return MAPPER.valueToTree(Json.parse(Files.readAllBytes(file)));
        } catch (InvalidJson e) {
            throw new InvalidSchema("is not JSON: " + e.getMessage());
        } catch (IOException e) {
            throw new InvalidSchema("cannot be read: " + e.getMessage());
        }
    }
}
