package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Terms;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;

/** Who makes the step that sends a connector's request; found in Camel's registry by its type. */
interface RequestSteps {

    /**
     * @param mapped whether the message's body is sent; else the event's data, byte for byte
     * @param hooksFollow whether a success is recorded before the route goes on
     */
    AsyncProcessor step(
            Connector connector, boolean mapped, boolean hooksFollow, CamelContext context);

    /** What holds where a connector says nothing. */
    Terms usual();
}
