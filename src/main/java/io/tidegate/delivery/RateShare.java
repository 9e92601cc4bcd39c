package io.tidegate.delivery;

import java.util.function.IntSupplier;

/** What part of a connector's limit this node may use, so that all of them together keep it. */
@FunctionalInterface
public interface RateShare {

    /**
     * @param limit requests a second of all nodes together
     * @return requests a second of this one
     */
    double of(double limit);

    /** Each of the nodes that live now takes the same part; one that cannot tell counts itself. */
    static RateShare among(IntSupplier liveNodes) {
        return limit -> limit / Math.max(1, liveNodes.getAsInt());
    }
}
