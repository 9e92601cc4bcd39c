package io.tidegate.intake;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Stores the body as an event: CloudEvents JSON (an object, or an array of them) as bytes, text,
 * Map or List. The exchange goes on after the commit; its body is then the JSON text {@code
 * {accepted: […], duplicates: […]}}.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "events",
        title = "Events",
        syntax = "events:name",
        producerOnly = true,
        category = {Category.CORE})
public final class EventsEndpoint extends DefaultEndpoint {

    @UriPath(description = "Not used; may be left out.")
    private String name = "";

    EventsEndpoint(String uri, EventsComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new EventsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "events: takes events in; a route that gets them begins with trigger:");
    }

    /** {@code events:} with nothing behind it is how it is written. */
    @Override
    public boolean isLenientProperties() {
        return false;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
