package io.tidegate.journal;

import java.util.List;

/** Who gets an event; asked within the transaction that accepts it. */
@FunctionalInterface
public interface Subscriptions {
    List<Subscription> of(String eventType);

    /**
     * @param ordered deliveries of one subject go one after the other
     */
    record Subscription(String connector, boolean ordered) {}
}
