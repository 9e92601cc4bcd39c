package io.tidegate.mapping;

import io.tidegate.format.Format;
import io.tidegate.schema.Key;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import io.tidegate.schema.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a mapping may hold, for its readers and for editors. */
public final class MappingKeys {
    /** A field has one of them. */
    static final List<String> SOURCES = List.of("from", "value", "expr");

    static final Keys FIELD =
            Keys.of(
                    "mapping",
                    Key.of(
                            "from",
                            path(),
                            "A path on the event; if it selects nothing, the target is left out"),
                    Key.of("value", Shapes.anything(), "A constant, of any shape"),
                    Key.of(
                            "expr",
                            Shapes.string(),
                            "A JSONata expression on the event, at most 50 ms"),
                    Key.of(
                            "convert",
                            Shapes.anyOf(converter(), Shapes.listOf(converter())),
                            "A converter or a list of them, in order"),
                    Key.of("default", Shapes.anything(), "Instead of nothing"),
                    Key.of(
                            "check",
                            Shapes.words(Format.catalogue()),
                            "The form that the value must have, else the delivery fails at once, naming the field"),
                    Key.of(
                            "required",
                            Shapes.flag(),
                            "true: without a value the delivery fails at once, naming the field"));

    private MappingKeys() {}

    /** A map of places in the body, each with a path or a field's map. */
    public static Shape shape() {
        List<Map<String, Object>> sources =
                SOURCES.stream()
                        .map(word -> Map.<String, Object>of("required", List.of(word)))
                        .toList();
        return Shapes.mapOf(Shapes.anyOf(path(), Shapes.with(Shapes.map(FIELD), "oneOf", sources)));
    }

    private static Shape path() {
        return Shapes.matching("^\\s*\\$");
    }

    private static Shape converter() {
        Map<String, String> alone = new LinkedHashMap<>();
        List<Key> withArgument = new ArrayList<>();
        for (Converters.Kind kind : Converters.all()) {
            Shape argument = kind.accepts().argument();
            if (kind.accepts().alone()) {
                alone.put(kind.name(), kind.description());
            }
            if (argument != null) {
                withArgument.add(Key.of(kind.name(), argument, kind.description()));
            }
        }
        Shape one = Shapes.map(new Keys("convert", withArgument));
        return Shapes.anyOf(
                Shapes.words(alone),
                Shapes.with(Shapes.with(one, "minProperties", 1), "maxProperties", 1));
    }
}
