package io.tidegate.connector;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * The words that every connector has in Java.
 *
 * @param <C> what goes on with the same connector
 */
public abstract sealed class ConnectorWords<C> permits Inflow, Outflow {
    final JavaNodes nodes;
    final MappingNode connector;

    ConnectorWords(JavaNodes nodes, MappingNode connector) {
        this.nodes = nodes;
        this.connector = connector;
    }

    /** The same connector, whatever word came last. */
    abstract C same();

    /** Its name for people. */
    public C title(String title) {
        nodes.put(connector, "title", title);
        return same();
    }

    /** The third party's name. */
    public C system(String system) {
        nodes.put(connector, "system", system);
        return same();
    }

    /** JSONPath conditions on the event, all of which must hold. Several calls add up. */
    public C rules(String... rules) {
        for (String rule : rules) {
            nodes.append(connector, "rules", rule);
        }
        return same();
    }

    /**
     * A script that changes the event before the mapping.
     *
     * @param path relative to the file that names it; of a packaged connector, to the routes folder
     */
    public C beforeScript(String path) {
        nodes.append(connector, "before", Map.of("script", path));
        return same();
    }

    /**
     * Camel steps before the mapping, such as {@code steps -> steps.log("${body[id]}")}. The body
     * is the event, and must be an event again afterwards.
     */
    public C beforeSteps(Consumer<PipelineDefinition> steps) {
        return steps("before", steps);
    }

    /** A script that runs from the recorded 2xx on; what it returns is the delivery's result. */
    public C afterScript(String path) {
        nodes.append(connector, "after", Map.of("script", path));
        return same();
    }

    /** Camel steps that run from the recorded 2xx on. */
    public C afterSteps(Consumer<PipelineDefinition> steps) {
        return steps("after", steps);
    }

    /** Whether events of one subject wait for each other; they do unless this says false. */
    public C ordered(boolean ordered) {
        nodes.put(connector, "ordered", ordered);
        return same();
    }

    /**
     * What becomes of events that come while the connector is inactive.
     *
     * @param word {@code hold}: their deliveries wait until it is activated; {@code ignore}, as
     *     without this: there are none
     */
    public C whenInactive(String word) {
        nodes.put(connector, "whenInactive", word);
        return same();
    }

    /** Requests on the wire at once, at most. */
    public C concurrency(int requests) {
        nodes.put(connector, "concurrency", requests);
        return same();
    }

    /** Requests in a time at most, of all nodes together: {@code 100/s}, {@code 600/m}. */
    public C rateLimit(String limit) {
        nodes.put(connector, "rateLimit", limit);
        return same();
    }

    /**
     * Whether deliveries are parked while the third party does not work.
     *
     * @param word {@code on} or {@code off}
     */
    public C breaker(String word) {
        nodes.put(connector, "breaker", word);
        return same();
    }

    /**
     * Parks deliveries while the third party does not work.
     *
     * @param after so many of the last attempts are looked at
     * @param failureRate percent of them that must have failed
     * @param openFor before one delivery tries again, such as {@code 30s}
     */
    public C breaker(int after, int failureRate, String openFor) {
        MappingNode breaker = nodes.map();
        nodes.put(breaker, "after", after);
        nodes.put(breaker, "failureRate", failureRate);
        nodes.put(breaker, "for", openFor);
        nodes.put(connector, "breaker", breaker);
        return same();
    }

    /** So long nothing but failure, such as {@code 5d}, and it is switched off; or never. */
    public C deactivateAfter(String time) {
        nodes.put(connector, "deactivateAfter", time);
        return same();
    }

    /** A case for {@code tidegate test}: the event that is given, and what is expected of it. */
    public C test(Map<String, ?> given, Map<String, ?> expect) {
        MappingNode test = nodes.map();
        nodes.put(test, "given", given);
        nodes.put(test, "expect", expect);
        nodes.append(connector, "tests", test);
        return same();
    }

    /** The same with every key that the YAML has: name, given, answers, endpoints, expect. */
    public C test(Map<String, ?> test) {
        nodes.append(connector, "tests", test);
        return same();
    }

    private C steps(String key, Consumer<PipelineDefinition> steps) {
        PipelineDefinition written = new PipelineDefinition();
        steps.accept(written);
        for (ProcessorDefinition<?> step : List.copyOf(written.getOutputs())) {
            nodes.append(connector, key, nodes.step(step));
        }
        return same();
    }
}
