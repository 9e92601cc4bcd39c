package io.tidegate.intake;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code to: events:} stores CloudEvents from an author's route; done when they are committed. */
@Component("events")
public final class EventsComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        EventsEndpoint endpoint = new EventsEndpoint(uri, this);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
