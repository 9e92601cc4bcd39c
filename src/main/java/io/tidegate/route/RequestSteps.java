package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Terms;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;

/** Who makes the step that sends a connector's request; found in Camel's registry by its type. */
interface RequestSteps {

    /**
     * @param hooksFollow whether a success is recorded before the route goes on
     */
    AsyncProcessor step(Connector connector, boolean hooksFollow, CamelContext context);

    /** What holds where a connector says nothing. */
    Terms usual();
}
