package io.tidegate.delivery;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Where a connector's route begins: one exchange is one attempt of one delivery. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "trigger",
        title = "Trigger",
        syntax = "trigger:name",
        consumerOnly = true,
        category = {Category.CORE})
public final class TriggerEndpoint extends DefaultEndpoint {

    @UriPath(description = "The connector's id.")
    @Metadata(required = true)
    private String name = "";

    @UriParam(
            description =
                    "Triggers, separated by commas: catalogue names, types with a dot; an asterisk stands for any characters.")
    @Metadata(required = true)
    private String on = "";

    @UriParam(
            description = "Whether events of one subject wait for each other.",
            defaultValue = "true")
    private boolean ordered = true;

    @UriParam(
            description =
                    "Deliveries on their way at once; 0 takes the setting tidegate.concurrency.",
            defaultValue = "0")
    private int concurrency;

    @UriParam(
            description =
                    "What becomes of events that come while the connector is inactive: ignore them, or hold deliveries of them until it is activated.",
            enums = "ignore,hold",
            defaultValue = "ignore")
    private String whenInactive = "ignore";

    TriggerEndpoint(String uri, TriggerComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "trigger:"
                        + name
                        + " starts a route, nothing can be sent to it; send events to events:");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        TriggerHub hub = getCamelContext().getRegistry().findSingleByType(TriggerHub.class);
        if (hub == null) {
            throw new IllegalStateException(
                    "trigger:" + name + " needs a running Tidegate; none is in this Camel context");
        }
        TriggerConsumer consumer = new TriggerConsumer(this, processor, hub);
        configureConsumer(consumer);
        return consumer;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getOn() {
        return on;
    }

    public void setOn(String on) {
        this.on = on;
    }

    public boolean isOrdered() {
        return ordered;
    }

    public void setOrdered(boolean ordered) {
        this.ordered = ordered;
    }

    public String getWhenInactive() {
        return whenInactive;
    }

    /**
     * @throws IllegalArgumentException unless it is ignore or hold
     */
    public void setWhenInactive(String whenInactive) {
        if (!whenInactive.equals("ignore") && !whenInactive.equals("hold")) {
            throw new IllegalArgumentException(
                    "whenInactive of trigger:"
                            + name
                            + " must be ignore or hold, not \""
                            + whenInactive
                            + "\"");
        }
        this.whenInactive = whenInactive;
    }

    public boolean isHeldWhenInactive() {
        return whenInactive.equals("hold");
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }
}
