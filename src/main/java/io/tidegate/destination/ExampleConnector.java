package io.tidegate.destination;

import io.tidegate.event.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connector to begin with: YAML that can be pasted into a file of routes. */
public final class ExampleConnector {
    private static final String PLAIN = "[A-Za-z$/][A-Za-z0-9$._/@-]*";
    private static final List<String> NOT_TEXT =
            List.of("true", "false", "null", "yes", "no", "on", "off");

    private ExampleConnector() {}

    public static String of(Destination destination) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("- outflow:\n");
        yaml.append("    id: ").append(destination.name()).append('\n');
        yaml.append("    on: [Register]\n");
        if (!destination.expects().example().isEmpty()) {
            yaml.append("    mapping:\n");
            destination
                    .expects()
                    .example()
                    .forEach((target, source) -> line(yaml, target, written(source)));
        }
        yaml.append("    to:\n");
        line(yaml, "destination", destination.name());
        for (Parameter parameter : destination.parameters().all()) {
            if (parameter.isNeeded()) {
                line(yaml, parameter.name(), value(destination, parameter));
            }
        }
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("      ").append(key).append(": ").append(value).append('\n');
    }

    private static String value(Destination destination, Parameter parameter) {
        if (parameter.isSecret()) {
            return "\"{{secret:" + secretName(destination.name(), parameter.name()) + "}}\"";
        }
        Object example = parameter.caption().example();
        if (example == null && !parameter.limits().among().isEmpty()) {
            example = parameter.limits().among().get(0);
        }
        if (example != null) {
            return written(example);
        }
        return switch (parameter.type()) {
            case STRING -> parameter.limits().isUrl() ? "https://third-party.example" : "\"…\"";
            case INTEGER, NUMBER ->
                    parameter.limits().minimum() == null
                            ? "1"
                            : parameter.limits().minimum().toPlainString();
            case BOOLEAN -> "true";
        };
    }

    /** {@code hubspot-access-token}. */
    private static String secretName(String destination, String parameter) {
        String dashed = parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return destination.replaceFirst("-.*", "") + "-" + dashed;
    }

    /** In one line. */
    private static String written(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + written(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(ExampleConnector::written)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        boolean plain =
                value instanceof String text
                        && text.matches(PLAIN)
                        && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT));
        return plain ? String.valueOf(value) : Json.text(value);
    }
}
