package io.tidegate.destination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a destination, by name, in the file's order. */
public record Parameters(Map<String, Parameter> byName) {
    public Parameters {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    public List<Parameter> all() {
        return List.copyOf(byName.values());
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Everything that is wrong with what a connector gives.
     *
     * @param destination its name, for the messages
     */
    List<Problem> check(String destination, Map<String, @Nullable Object> given) {
        List<Problem> problems = new ArrayList<>();
        given.forEach(
                (name, value) ->
                        mistake(destination, name, value)
                                .map(message -> new Problem(List.of(name), message))
                                .ifPresent(problems::add));
        byName.values().stream()
                .filter(parameter -> parameter.isNeeded() && !given.containsKey(parameter.name()))
                .map(
                        parameter ->
                                destination
                                        + " needs \""
                                        + parameter.name()
                                        + "\""
                                        + hint(parameter))
                .map(message -> new Problem(List.of("destination"), message))
                .forEach(problems::add);
        return problems;
    }

    private Optional<String> mistake(String destination, String name, @Nullable Object value) {
        Parameter parameter = byName.get(name);
        return parameter == null
                ? Optional.of(unknown(destination, name))
                : parameter.mistake(value);
    }

    private static String hint(Parameter parameter) {
        return parameter.isSecret()
                ? ", such as " + parameter.name() + ": \"{{secret:NAME}}\""
                : ", " + parameter.type().words();
    }

    private String unknown(String destination, String name) {
        return "\""
                + name
                + "\" is not a parameter of "
                + destination
                + Keys.nearest(name, names())
                + (byName.isEmpty()
                        ? " (it has none)"
                        : " (parameters: " + String.join(", ", names()) + ")");
    }

    /** What was given, and the defaults of the rest. */
    Map<String, Object> filled(Map<String, @Nullable Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        byName.forEach(
                (name, parameter) -> {
                    Object value = given.get(name);
                    Object otherwise = parameter.otherwise();
                    if (value != null) {
                        values.put(name, value);
                    } else if (otherwise != null) {
                        values.put(name, otherwise);
                    }
                });
        return values;
    }

    /** As JSON Schema has them. */
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        byName.forEach((name, parameter) -> properties.put(name, parameter.schema()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put(
                "required",
                all().stream().filter(Parameter::required).map(Parameter::name).toList());
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }
}
