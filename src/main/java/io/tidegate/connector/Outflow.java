package io.tidegate.connector;

import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * A connector as Java writes it, in the words of the YAML's {@code outflow:} and in any order.
 * Needed are {@link #on} and {@link #to}. Nothing is checked here: what is wrong is a mistake of
 * the file, named with its line, when the file is read.
 */
public sealed class Outflow extends ConnectorWords<Outflow>
        permits OutflowBatch,
                OutflowDestination,
                OutflowField,
                OutflowRequest,
                OutflowRetry,
                OutflowTimeouts {
    Outflow(JavaNodes nodes, MappingNode connector) {
        super(nodes, connector);
    }

    /** Goes on with the same connector. */
    Outflow(Outflow same) {
        this(same.nodes, same.connector);
    }

    @Override
    Outflow same() {
        return new Outflow(this);
    }

    /**
     * The events that start it: names of the catalogue, such as {@code Register}, types with a dot,
     * {@code *} for any run of characters. Several calls add up.
     */
    public Outflow on(String... triggers) {
        for (String trigger : triggers) {
            nodes.append(connector, "on", trigger);
        }
        return new Outflow(this);
    }

    /**
     * Names a place in the body, such as {@code properties.email} or {@code tags[0]}; what stands
     * there comes next. Without any, the event's data is sent as it is.
     */
    public OutflowSource map(String target) {
        MappingNode field = nodes.map();
        nodes.put(nodes.child(connector, "mapping"), target, field);
        return new OutflowSource(this, field);
    }

    /**
     * Where it goes: an absolute http(s) URL, in which {@code {field}} is a value of the mapped
     * body, or a Camel endpoint.
     */
    public OutflowRequest to(String uri) {
        MappingNode to = nodes.map();
        nodes.put(to, "uri", uri);
        nodes.put(connector, "to", to);
        return new OutflowRequest(this, to);
    }

    /** Where it goes: a third party that Tidegate, or a file of the team's own, describes. */
    public OutflowDestination toDestination(String name) {
        MappingNode to = nodes.map();
        nodes.put(to, DestinationTargetReader.KEY, name);
        nodes.put(connector, "to", to);
        return new OutflowDestination(this, to);
    }

    /** When a failed request is repeated; what is not said is as the settings say. */
    public OutflowRetry retry() {
        MappingNode retry = nodes.map();
        nodes.put(connector, "retry", retry);
        return new OutflowRetry(this, retry);
    }

    /** Many records in one request; how many, at most. */
    public OutflowBatch batch(int size) {
        MappingNode batch = nodes.map();
        nodes.put(batch, "size", size);
        nodes.put(connector, "batch", batch);
        return new OutflowBatch(this, batch);
    }

    /** How long a third party may take; what is not said is as the settings say. */
    public OutflowTimeouts timeouts() {
        MappingNode timeouts = nodes.map();
        nodes.put(connector, "timeouts", timeouts);
        return new OutflowTimeouts(this, timeouts);
    }
}
