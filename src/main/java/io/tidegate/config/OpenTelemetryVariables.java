package io.tidegate.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * OpenTelemetry's own settings, {@code OTEL_…}, by the names of their properties. What they mean is
 * OpenTelemetry's; only what Tidegate does not bring is refused here.
 */
final class OpenTelemetryVariables {
    private static final String PREFIX = "otel.";

    private static final Map<String, List<String>> ALLOWED =
            Map.of(
                    "otel.traces.exporter", List.of("otlp", "none"),
                    "otel.exporter.otlp.protocol", List.of("http/protobuf"),
                    "otel.exporter.otlp.traces.protocol", List.of("http/protobuf"));

    private OpenTelemetryVariables() {}

    /** Properties win; an empty one counts as unset. */
    static Map<String, String> of(Map<String, String> environment, Properties system) {
        Map<String, String> found = new HashMap<>();
        environment.forEach(
                (name, text) -> add(name.toLowerCase(Locale.ROOT).replace('_', '.'), text, found));
        system.stringPropertyNames()
                .forEach(name -> add(name, system.getProperty(name, ""), found));
        return Map.copyOf(found);
    }

    private static void add(String name, String text, Map<String, String> found) {
        if (name.startsWith(PREFIX) && !text.isBlank()) {
            found.put(name, text.strip());
        }
    }

    /** Each names the variable, the value seen and the ones allowed. */
    static List<String> mistakes(Map<String, String> found) {
        List<String> mistakes = new ArrayList<>();
        boolean isOff = found.getOrDefault("otel.sdk.disabled", "").equalsIgnoreCase("true");
        new TreeMap<>(ALLOWED)
                .forEach(
                        (name, allowed) -> {
                            String seen = found.get(name);
                            if (!isOff && seen != null && !allowed.contains(seen)) {
                                mistakes.add(mistake(name, seen, allowed));
                            }
                        });
        return mistakes;
    }

    private static String mistake(String name, String seen, List<String> allowed) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_')
                + " is "
                + seen
                + ", allowed is "
                + String.join(" or ", allowed);
    }
}
