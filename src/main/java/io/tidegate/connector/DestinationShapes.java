package io.tidegate.connector;

import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.destination.Parameter;
import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an editor may offer under {@code to:}: an address, or a destination's parameters. */
final class DestinationShapes {
    private static final Shape REFERENCE = Shapes.matching("\\{\\{(secret|env):");

    private DestinationShapes() {}

    static Shape to(Destinations destinations) {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Shapes.string());
        shapes.add(Shapes.without(Shapes.map(OutflowKeys.TO), DestinationTargetReader.KEY));
        destinations.all().forEach(destination -> shapes.add(shape(destination)));
        return Shapes.anyOf(shapes);
    }

    private static Shape shape(Destination destination) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        required.add(DestinationTargetReader.KEY);
        properties.put(
                DestinationTargetReader.KEY,
                Shapes.words(
                                Map.of(
                                        destination.name(),
                                        String.valueOf(destination.about().title())))
                        .schema());
        destination
                .parameters()
                .byName()
                .forEach(
                        (name, parameter) -> {
                            properties.put(name, shape(parameter).schema());
                            if (parameter.required() && parameter.otherwise() == null) {
                                required.add(name);
                            }
                        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", String.valueOf(destination.about().description()));
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        schema.put("required", required);
        return new Shape.Described(schema);
    }

    /** A text may be a reference, whatever else it must be; a secret has to be one. */
    private static Shape shape(Parameter parameter) {
        Map<String, Object> written = new LinkedHashMap<>(parameter.schema());
        written.remove("format"); // a URL may hold fields, which a URI does not
        Object description = written.getOrDefault("description", parameter.name());
        if (parameter.isSecret()) {
            return Shapes.with(REFERENCE, "description", description);
        }
        return "string".equals(written.get("type"))
                ? Shapes.with(
                        Shapes.anyOf(new Shape.Described(written), REFERENCE),
                        "description",
                        description)
                : new Shape.Described(written);
    }
}
