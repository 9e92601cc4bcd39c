package io.tidegate.connector;

/** Where a connector's result goes. */
public sealed interface Target permits HttpTarget, EndpointTarget, ActionTarget {
    Mark mark();
}
