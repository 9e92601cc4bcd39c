package io.tidegate.connector;

import io.tidegate.destination.Destinations;
import io.tidegate.event.Json;
import io.tidegate.schema.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema of a route file: Camel's own, of the jar that loads the files, with our root
 * nodes and without what we refuse.
 */
public final class RouteSchema {
    private static final String DEFINITIONS = "#/items/definitions/";
    private static final String OUR_STEP = "io.tidegate.Step";
    private static final String OUR_TO = "io.tidegate.To";
    private static final String OUR_OUTFLOW = "io.tidegate.Outflow";
    private static final String OUR_INFLOW = "io.tidegate.Inflow";
    private static final String CAMELS_STEP = "org.apache.camel.model.ProcessorDefinition";

    /** Where a step of {@code before} or {@code after} is defined. */
    static final String STEP = DEFINITIONS + OUR_STEP;

    /** Where {@code to} is defined. */
    static final String TO = DEFINITIONS + OUR_TO;

    private RouteSchema() {}

    /** As JSON, the same text each time. */
    public static String text(Destinations destinations) {
        return Json.text(schema(destinations));
    }

    private static Map<String, @Nullable Object> schema(Destinations destinations) {
        Map<String, @Nullable Object> schema = copy(CamelWords.schema());
        Map<String, @Nullable Object> items = child(schema, "items");
        Map<String, @Nullable Object> roots = child(items, "properties");
        // Camel allows it beside the routes, where it would be that of other files too.
        roots.remove("errorHandler");
        Map<String, @Nullable Object> ours = new LinkedHashMap<>();
        ours.put(FileReader.OUTFLOW, Map.of("$ref", DEFINITIONS + OUR_OUTFLOW));
        ours.put(FileReader.INFLOW, Map.of("$ref", DEFINITIONS + OUR_INFLOW));
        ours.putAll(roots);
        items.put("properties", ours);
        Map<String, @Nullable Object> definitions = child(items, "definitions");
        definitions.put(OUR_STEP, step(copy(definitions.get(CAMELS_STEP))));
        definitions.put(OUR_TO, DestinationShapes.to(destinations).schema());
        definitions.put(
                OUR_OUTFLOW,
                connector(
                        "Outflow",
                        "A connector: events go through rules and a mapping to a third party",
                        OutflowKeys.OUTFLOW));
        definitions.put(
                OUR_INFLOW,
                connector(
                        "Inflow",
                        "A connector: what a third party posts becomes an action on an account",
                        InflowKeys.INFLOW));
        return schema;
    }

    private static Map<String, @Nullable Object> connector(
            String title, String description, Keys keys) {
        Map<String, @Nullable Object> connector = new LinkedHashMap<>();
        connector.put("title", title);
        connector.put("description", description);
        connector.putAll(keys.schema());
        return connector;
    }

    /** Camel has a step of the same name as our script. */
    private static Map<String, @Nullable Object> step(Map<String, @Nullable Object> step) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put(StagesReader.SCRIPT, null);
        names.putAll(child(step, "properties"));
        names.put(StagesReader.SCRIPT, script());
        step.put("properties", names);
        step.put("minProperties", 1);
        return step;
    }

    private static Map<String, Object> script() {
        Map<String, Object> script = new LinkedHashMap<>();
        script.put("type", "string");
        script.put("minLength", 1);
        script.put(
                "description",
                "The path of a JavaScript file with one function, relative to the file that names it");
        return script;
    }

    /** A child that may be changed, put in the place of one that may not. */
    private static Map<String, @Nullable Object> child(
            Map<String, @Nullable Object> parent, String key) {
        Map<String, @Nullable Object> child = copy(parent.get(key));
        parent.put(key, child);
        return child;
    }

    private static Map<String, @Nullable Object> copy(@Nullable Object map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(map))
                .forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
