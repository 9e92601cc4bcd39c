package io.tidegate.inflow;

import io.tidegate.event.Event;

/** Who knows whose change a webhook tells of. */
@FunctionalInterface
public interface Origins {
    /** Nobody. */
    Origins UNKNOWN = webhook -> webhook;

    /** The event with its origin and cause. Must not block: an event loop asks. */
    Event of(Event webhook);
}
