package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Terms;
import io.tidegate.event.TriggerPattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The options of {@code trigger:} that say when a connector starts, without what holds anyway. */
final class TriggerOptions {
    private TriggerOptions() {}

    static Map<String, Object> of(Connector connector, Terms usual) {
        Map<String, Object> options = new LinkedHashMap<>();
        Terms terms = connector.terms();
        options.put(
                "on",
                connector.on().stream()
                        .map(TriggerPattern::toString)
                        .collect(Collectors.joining(",")));
        if (terms.ordered() != usual.ordered()) {
            options.put("ordered", terms.ordered());
        }
        options.putAll(ControlOptions.of(terms.control(), usual.control()));
        if (terms.heldWhenInactive()) {
            options.put("whenInactive", "hold");
        }
        return options;
    }

    static String uri(Connector connector, Terms usual) {
        return of(connector, usual).entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&", "trigger:" + connector.id() + "?", ""));
    }
}
