package io.tidegate.connector;

import java.time.Duration;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Many records in one request, or the connector's next word. */
public final class OutflowBatch extends Outflow {
    private final MappingNode batch;

    OutflowBatch(Outflow outflow, MappingNode batch) {
        super(outflow);
        this.batch = batch;
    }

    /** So long the first record waits for others, at most, such as {@code 2s}. */
    public OutflowBatch within(String time) {
        return put("within", time);
    }

    /** So long the first record waits for others, at most. */
    public OutflowBatch within(Duration time) {
        return put("within", time);
    }

    /** The key of the body under which the list of records stands. */
    public OutflowBatch in(String key) {
        return put("in", key);
    }

    /**
     * How the answer says what became of each record.
     *
     * @param at path to the list of results, in the order of the records
     * @param success condition on a result, which holds if its record was taken
     */
    public OutflowBatch outcomes(String at, String success) {
        MappingNode outcomes = nodes.map();
        nodes.put(outcomes, "at", at);
        nodes.put(outcomes, "success", success);
        return put("outcomes", outcomes);
    }

    /**
     * The same.
     *
     * @param error path in a result to why its record was not taken
     */
    public OutflowBatch outcomes(String at, String success, String error) {
        MappingNode outcomes = nodes.map();
        nodes.put(outcomes, "at", at);
        nodes.put(outcomes, "success", success);
        nodes.put(outcomes, "error", error);
        return put("outcomes", outcomes);
    }

    private OutflowBatch put(String key, Object value) {
        nodes.put(batch, key, value);
        return this;
    }
}
