package io.tidegate.failedquery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a delivery is replayed. */
public sealed interface Replay {

    /**
     * The request that failed is repeated with its idempotency key. A delivery that failed before
     * it had one is built from its event by today's connector; the key was never sent and stays
     * too.
     */
    record AsItWas() implements Replay {}

    /** The request that failed with these parts replaced; what is null stays. */
    record Edited(@Nullable String url, @Nullable Map<String, String> headers, @Nullable Body body)
            implements Replay {}

    /** Built from the event by today's connector. */
    record FromEvent() implements Replay {}

    /**
     * @param bytes null: none
     */
    record Body(byte @Nullable [] bytes) {}
}
