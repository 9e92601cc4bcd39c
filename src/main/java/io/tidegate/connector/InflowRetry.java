package io.tidegate.connector;

import java.time.Duration;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** When a failed request is repeated, or the connector's next word. */
public final class InflowRetry extends Inflow {
    private final MappingNode retry;

    InflowRetry(Inflow inflow, MappingNode retry) {
        super(inflow);
        this.retry = retry;
    }

    /** Repeats after the first request: 5 means six requests. */
    public InflowRetry attempts(int repeats) {
        return put("attempts", repeats);
    }

    /** Before the first repeat, such as {@code 30s}. */
    public InflowRetry delay(String delay) {
        return put("delay", delay);
    }

    /** Before the first repeat. */
    public InflowRetry delay(Duration delay) {
        return put("delay", delay);
    }

    /** Each delay is the one before times this, 1 to 100. */
    public InflowRetry backOff(double factor) {
        return put("backOff", factor);
    }

    /** Where growth ends, such as {@code 1h}. */
    public InflowRetry maxDelay(String delay) {
        return put("maxDelay", delay);
    }

    /** Where growth ends. */
    public InflowRetry maxDelay(Duration delay) {
        return put("maxDelay", delay);
    }

    /** The part of a delay that is random, 0 to 1. */
    public InflowRetry jitter(double part) {
        return put("jitter", part);
    }

    /** Statuses, 300 to 599, that end the delivery at once. Several calls add up. */
    public InflowRetry giveUpOn(int... statuses) {
        for (int status : statuses) {
            nodes.append(retry, "giveUpOn", status);
        }
        return this;
    }

    private InflowRetry put(String key, Object value) {
        nodes.put(retry, key, value);
        return this;
    }
}
