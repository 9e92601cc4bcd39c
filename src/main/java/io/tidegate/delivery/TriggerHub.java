package io.tidegate.delivery;

/** Who hands deliveries to routes; found in Camel's registry by its type. */
public interface TriggerHub {

    /** The route can take deliveries from now on. */
    void started(TriggerConsumer consumer);

    /** The route takes nothing more; what is in it goes on to its end. */
    void stopped(TriggerConsumer consumer);
}
