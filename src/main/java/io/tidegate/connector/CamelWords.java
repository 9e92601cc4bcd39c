package io.tidegate.connector;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;

/**
 * The words that Camel's YAML knows, from its own schema: read only to guess what a wrong word
 * meant.
 */
final class CamelWords {
    private CamelWords() {}

    /** Names of steps, such as {@code setHeader}. */
    static List<String> steps() {
        return keys(
                "items", "definitions", "org.apache.camel.model.ProcessorDefinition", "properties");
    }

    /** Names of root nodes, such as {@code route}. */
    static List<String> roots() {
        return keys("items", "properties");
    }

    private static List<String> keys(String... path) {
        try (InputStream in =
                YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            Object node = in == null ? Map.of() : Json.parse(in.readAllBytes());
            for (String key : path) {
                node = node instanceof Map<?, ?> map ? map.get(key) : null;
            }
            return node instanceof Map<?, ?> map
                    ? map.keySet().stream().map(String::valueOf).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "Camel's YAML schema is not JSON: " + e.getMessage(), e);
        }
    }
}
