package io.tidegate.route;

import io.tidegate.connector.CamelInflow;
import io.tidegate.connector.CamelStepText;
import io.tidegate.connector.Connector;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.connector.Unwritable;
import io.tidegate.connector.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;

/** A connector as a route in Camel's own YAML, of the steps that its running route has. */
public final class CamelYaml {
    private final OutflowRoutes routes;
    private final CamelContext context;

    public CamelYaml(OutflowRoutes routes, CamelContext context) {
        this.routes = routes;
        this.context = context;
    }

    /**
     * A list of one route.
     *
     * @throws Unwritable if YAML cannot say a part of it
     */
    public String of(Connector connector) {
        if (connector.terms().control().batch() != null) {
            throw new Unwritable(
                    "its requests are put together (batch), which Camel's own YAML has no words for; export it with --connector");
        }
        Map<String, Object> element = CamelStepText.of(routes.exported(connector), context);
        Map<String, Object> written = map(Objects.requireNonNull(element.get("route")));
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("id", connector.id());
        if (connector.label().title() != null) {
            route.put("description", connector.label().title());
        }
        Terms usual = routes.usual();
        if (!isSaid(connector.terms().retry(), usual.retry())) {
            route.put("errorHandler", errorHandler(connector.terms().retry()));
        }
        Map<String, Object> from = map(Objects.requireNonNull(written.get("from")));
        begin(from, connector);
        requests(written, connector);
        if (connector.entry() != null) {
            list(Objects.requireNonNull(from.get("steps"))).add(0, endpoint(connector));
        }
        written.forEach(route::putIfAbsent);
        return YamlDocument.of(List.of(Map.of("route", route)));
    }

    /** Statuses to give up on are the request's to say. */
    private static boolean isSaid(Retry retry, Retry usual) {
        return retry.equals(
                new Retry(
                        usual.attempts(),
                        usual.delay(),
                        usual.backOffMultiplier(),
                        usual.maxDelay(),
                        usual.jitter(),
                        retry.giveUpOn()));
    }

    private static Map<String, Object> errorHandler(Retry retry) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("maximumRedeliveries", retry.attempts());
        policy.put("redeliveryDelay", Long.toString(retry.delay().toMillis()));
        policy.put("maximumRedeliveryDelay", Long.toString(retry.maxDelay().toMillis()));
        if (retry.backOffMultiplier() > 1) {
            policy.put("useExponentialBackOff", true);
            policy.put("backOffMultiplier", retry.backOffMultiplier());
        }
        if (retry.jitter() > 0) {
            policy.put("useCollisionAvoidance", true);
            policy.put("collisionAvoidanceFactor", retry.jitter());
        }
        return Map.of("defaultErrorHandler", Map.of("redeliveryPolicy", policy));
    }

    private void begin(Map<String, Object> from, Connector connector) {
        Object steps = from.remove("steps");
        from.put("uri", "trigger:" + connector.id());
        from.put("parameters", TriggerOptions.of(connector, routes.usual()));
        from.put("steps", steps);
    }

    /**
     * Puts before the request what it is: in a connector's own route the one step does both, and no
     * option of a URI could hold it unharmed.
     */
    private void requests(Object node, Connector connector) {
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (isRequest(list.get(i), connector)) {
                    list(list).set(i, sent(connector));
                    list(list).add(i, made(connector));
                    return;
                }
            }
            list.forEach(item -> requests(item, connector));
        } else if (node instanceof Map<?, ?> map) {
            if ("true".equals(map.get("suppressExceptions"))) {
                map(map).put("suppressExceptions", true);
            }
            map.values().forEach(value -> requests(value, connector));
        }
    }

    private static boolean isRequest(Object step, Connector connector) {
        return step instanceof Map<?, ?> map
                && map.get("to") instanceof Map<?, ?> to
                && (connector.id() + "/request").equals(to.get("id"));
    }

    private static Map<String, Object> made(Connector connector) {
        return script(
                connector.id() + "/to",
                RequestLanguage.NAME,
                RequestLanguage.text(connector, OutflowRoutes.isMapped(connector)));
    }

    private static Map<String, Object> endpoint(Connector connector) {
        return script(
                connector.id() + "/endpoint",
                InflowLanguage.NAME,
                YamlDocument.withoutPlaceholders(
                        CamelInflow.entry(connector, Objects.requireNonNull(connector.entry()))));
    }

    private static Map<String, Object> script(String id, String language, String text) {
        Map<String, Object> expression = new LinkedHashMap<>();
        expression.put("language", language);
        expression.put("expression", text);
        Map<String, Object> script = new LinkedHashMap<>();
        script.put("id", id);
        script.put("expression", Map.of("language", expression));
        return Map.of("script", script);
    }

    private Map<String, Object> sent(Connector connector) {
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("id", connector.id() + "/request");
        to.put("uri", RequestEndpoint.SCHEME + ":" + connector.id());
        Map<String, Object> options = RequestOptions.of(connector, routes.usual());
        if (!options.isEmpty()) {
            to.put("parameters", options);
        }
        return Map.of("to", to);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object list) {
        return (List<Object>) list;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object map) {
        return (Map<String, Object>) map;
    }
}
