package io.tidegate.connector;

import io.tidegate.event.TriggerPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * A connector as {@code outflow:} or {@code inflow:} in YAML, wherever it was written; what reads
 * it back is the same.
 */
public final class ConnectorText {
    private final Terms usual;
    private final CamelContext context;

    /**
     * @param usual what need not be said
     * @param context whose Camel writes Camel steps
     */
    public ConnectorText(Terms usual, CamelContext context) {
        this.usual = usual;
        this.context = context;
    }

    /**
     * A list of this one connector.
     *
     * @throws Unwritable if YAML cannot say a part of it
     */
    public String of(Connector connector) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        Stages stages = connector.stages();
        put(written, "id", connector.id());
        put(written, "title", connector.label().title());
        put(written, "system", connector.label().system());
        if (connector.entry() == null) {
            put(written, "on", on(connector.on()));
        } else {
            written.putAll(InflowText.entry(connector.entry(), connector));
        }
        put(written, "rules", stages.rules().stream().map(rule -> rule.expression()).toList());
        put(written, "before", hooks(stages.before(), connector.id() + "/before-"));
        if (stages.mapping() != null) {
            written.put("mapping", stages.mapping().text().asWritten());
        }
        if (connector.to() instanceof ActionTarget action) {
            written.putAll(InflowText.action(action));
        } else {
            put(written, "to", to(connector.to()));
        }
        put(written, "after", hooks(stages.after(), connector.id() + "/after-"));
        terms(written, connector.terms());
        put(written, "tests", tests(connector.tests()));
        return YamlDocument.of(List.of(Map.of(connector.kind(), written)));
    }

    static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        boolean nothing = value == null || value instanceof List<?> list && list.isEmpty();
        if (!nothing) {
            map.put(key, value);
        }
    }

    private static List<Object> tests(List<TestCase> tests) {
        List<Object> written = new ArrayList<>();
        tests.forEach(test -> written.add(test.text().written()));
        return written;
    }

    private static Object on(List<TriggerPattern> patterns) {
        List<String> words = patterns.stream().map(TriggerPattern::toString).toList();
        return words.size() == 1 ? words.get(0) : words;
    }

    private List<Object> hooks(List<HookStage> hooks, String id) {
        List<Object> steps = new ArrayList<>();
        for (HookStage hook : hooks) {
            if (hook instanceof ScriptStage script) {
                steps.add(Map.of(StagesReader.SCRIPT, script.script().name()));
            } else if (hook instanceof CamelStage camel) {
                Map<String, Object> step = CamelStepText.of(camel.definition(), context);
                withoutId(step, id + (steps.size() + 1));
                steps.add(step);
            }
        }
        return steps;
    }

    /** The route gives it its id. */
    private static void withoutId(Map<String, Object> step, String id) {
        for (Object keys : step.values()) {
            if (keys instanceof Map<?, ?> map && id.equals(map.get("id"))) {
                map.remove("id");
            }
        }
    }

    private static Object to(Target target) {
        if (target instanceof EndpointTarget endpoint) {
            return endpoint.uri();
        }
        Map<String, @Nullable Object> to = target((HttpTarget) target);
        return to.size() == 1 && to.containsKey("uri") ? Objects.requireNonNull(to.get("uri")) : to;
    }

    /** The words that say it, without the method that is usual. */
    static Map<String, @Nullable Object> target(HttpTarget http) {
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        if (http.destination() != null) {
            to.put(DestinationTargetReader.KEY, http.destination().destination().name());
            to.putAll(http.destination().given());
            return to;
        }
        Map<String, Object> headers = new LinkedHashMap<>();
        http.headers().forEach((name, value) -> headers.put(name, value.text()));
        to.put("uri", http.uri().text());
        if (!http.method().equals(OutflowKeys.METHODS.get(0))) {
            to.put("method", http.method());
        }
        if (!headers.isEmpty()) {
            to.put("headers", headers);
        }
        return to;
    }

    private void terms(Map<String, @Nullable Object> written, Terms terms) {
        Map<String, @Nullable Object> retry = retry(terms.retry());
        Map<String, @Nullable Object> timeouts = new LinkedHashMap<>();
        span(timeouts, "connect", terms.connectTimeout(), usual.connectTimeout());
        span(timeouts, "response", terms.responseTimeout(), usual.responseTimeout());
        if (!retry.isEmpty()) {
            written.put("retry", retry);
        }
        other(written, "ordered", terms.ordered(), usual.ordered());
        written.putAll(ControlText.of(terms.control(), usual.control()));
        if (!timeouts.isEmpty()) {
            written.put("timeouts", timeouts);
        }
        if (terms.heldWhenInactive()) {
            written.put("whenInactive", "hold");
        }
    }

    private Map<String, @Nullable Object> retry(Retry retry) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        other(written, "attempts", retry.attempts(), usual.retry().attempts());
        span(written, "delay", retry.delay(), usual.retry().delay());
        other(written, "backOff", retry.backOffMultiplier(), usual.retry().backOffMultiplier());
        span(written, "maxDelay", retry.maxDelay(), usual.retry().maxDelay());
        other(written, "jitter", retry.jitter(), usual.retry().jitter());
        other(
                written,
                "giveUpOn",
                retry.giveUpOn().stream().sorted().toList(),
                usual.retry().giveUpOn().stream().sorted().toList());
        return written;
    }

    private static void span(
            Map<String, @Nullable Object> map, String key, Duration span, Duration usual) {
        other(map, key, TimeSpan.text(span), TimeSpan.text(usual));
    }

    static void other(Map<String, @Nullable Object> map, String key, Object value, Object usual) {
        if (!value.equals(usual)) {
            map.put(key, value);
        }
    }
}
