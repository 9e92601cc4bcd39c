package io.tidegate.connector;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * A connector as Java writes it, in the words of the YAML's {@code outflow:} and in any order.
 * Needed are {@link #on} and {@link #to}. Nothing is checked here: what is wrong is a mistake of
 * the file, named with its line, when the file is read.
 */
public sealed class Outflow
        permits OutflowDestination, OutflowField, OutflowRequest, OutflowRetry, OutflowTimeouts {
    final JavaNodes nodes;
    private final MappingNode outflow;

    Outflow(JavaNodes nodes, MappingNode outflow) {
        this.nodes = nodes;
        this.outflow = outflow;
    }

    /** Goes on with the same connector. */
    Outflow(Outflow same) {
        this(same.nodes, same.outflow);
    }

    MappingNode node() {
        return outflow;
    }

    /** Its name for people. */
    public Outflow title(String title) {
        nodes.put(outflow, "title", title);
        return new Outflow(this);
    }

    /** The third party's name. */
    public Outflow system(String system) {
        nodes.put(outflow, "system", system);
        return new Outflow(this);
    }

    /**
     * The events that start it: names of the catalogue, such as {@code Register}, types with a dot,
     * {@code *} for any run of characters. Several calls add up.
     */
    public Outflow on(String... triggers) {
        for (String trigger : triggers) {
            nodes.append(outflow, "on", trigger);
        }
        return new Outflow(this);
    }

    /** JSONPath conditions on the event, all of which must hold. Several calls add up. */
    public Outflow rules(String... rules) {
        for (String rule : rules) {
            nodes.append(outflow, "rules", rule);
        }
        return new Outflow(this);
    }

    /**
     * A script that changes the event before the mapping.
     *
     * @param path relative to the file that names it; of a packaged connector, to the routes folder
     */
    public Outflow beforeScript(String path) {
        nodes.append(outflow, "before", Map.of("script", path));
        return new Outflow(this);
    }

    /**
     * Camel steps before the mapping, such as {@code steps -> steps.log("${body[id]}")}. The body
     * is the event, and must be an event again afterwards.
     */
    public Outflow beforeSteps(Consumer<PipelineDefinition> steps) {
        return steps("before", steps);
    }

    /**
     * Names a place in the body, such as {@code properties.email} or {@code tags[0]}; what stands
     * there comes next. Without any, the event's data is sent as it is.
     */
    public OutflowSource map(String target) {
        MappingNode field = nodes.map();
        nodes.put(nodes.child(outflow, "mapping"), target, field);
        return new OutflowSource(this, field);
    }

    /**
     * Where it goes: an absolute http(s) URL, in which {@code {field}} is a value of the mapped
     * body, or a Camel endpoint.
     */
    public OutflowRequest to(String uri) {
        MappingNode to = nodes.map();
        nodes.put(to, "uri", uri);
        nodes.put(outflow, "to", to);
        return new OutflowRequest(this, to);
    }

    /** Where it goes: a third party that Tidegate, or a file of the team's own, describes. */
    public OutflowDestination toDestination(String name) {
        MappingNode to = nodes.map();
        nodes.put(to, DestinationTargetReader.KEY, name);
        nodes.put(outflow, "to", to);
        return new OutflowDestination(this, to);
    }

    /** A script that runs from the recorded 2xx on; what it returns is the delivery's result. */
    public Outflow afterScript(String path) {
        nodes.append(outflow, "after", Map.of("script", path));
        return new Outflow(this);
    }

    /** Camel steps that run from the recorded 2xx on. */
    public Outflow afterSteps(Consumer<PipelineDefinition> steps) {
        return steps("after", steps);
    }

    /** When a failed request is repeated; what is not said is as the settings say. */
    public OutflowRetry retry() {
        MappingNode retry = nodes.map();
        nodes.put(outflow, "retry", retry);
        return new OutflowRetry(this, retry);
    }

    /** Whether events of one subject wait for each other; they do unless this says false. */
    public Outflow ordered(boolean ordered) {
        nodes.put(outflow, "ordered", ordered);
        return new Outflow(this);
    }

    /**
     * What becomes of events that come while the connector is inactive.
     *
     * @param word {@code hold}: their deliveries wait until it is activated; {@code ignore}, as
     *     without this: there are none
     */
    public Outflow whenInactive(String word) {
        nodes.put(outflow, "whenInactive", word);
        return new Outflow(this);
    }

    /** Requests on the wire at once, at most. */
    public Outflow concurrency(int requests) {
        nodes.put(outflow, "concurrency", requests);
        return new Outflow(this);
    }

    /** How long a third party may take; what is not said is as the settings say. */
    public OutflowTimeouts timeouts() {
        MappingNode timeouts = nodes.map();
        nodes.put(outflow, "timeouts", timeouts);
        return new OutflowTimeouts(this, timeouts);
    }

    /** A case for {@code tidegate test}: the event that is given, and what is expected of it. */
    public Outflow test(Map<String, ?> given, Map<String, ?> expect) {
        MappingNode test = nodes.map();
        nodes.put(test, "given", given);
        nodes.put(test, "expect", expect);
        nodes.append(outflow, "tests", test);
        return new Outflow(this);
    }

    /** The same with every key that the YAML has: name, given, answers, endpoints, expect. */
    public Outflow test(Map<String, ?> test) {
        nodes.append(outflow, "tests", test);
        return new Outflow(this);
    }

    private Outflow steps(String key, Consumer<PipelineDefinition> steps) {
        PipelineDefinition written = new PipelineDefinition();
        steps.accept(written);
        for (ProcessorDefinition<?> step : List.copyOf(written.getOutputs())) {
            nodes.append(outflow, key, nodes.step(step));
        }
        return new Outflow(this);
    }
}
