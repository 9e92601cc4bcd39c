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

    @UriParam(
            description =
                    "Deliveries in a second, minute or hour, at most, of all nodes together: 100/s, 600/m, 5000/h.")
    private String rateLimit = "";

    @UriParam(
            description =
                    "When deliveries are parked since nothing works: on, off, or attempts looked at, percent of them that failed and the time until one tries again, such as 20/100/30s. Unset takes the setting tidegate.breaker.")
    private String breaker = "";

    @UriParam(
            description =
                    "So long nothing but failure, and the connector is switched off: a time such as 5d, or never. Unset takes the setting tidegate.deactivate-after.")
    private String deactivateAfter = "";

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

    public String getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(String rateLimit) {
        this.rateLimit = rateLimit;
    }

    public String getBreaker() {
        return breaker;
    }

    public void setBreaker(String breaker) {
        this.breaker = breaker;
    }

    public String getDeactivateAfter() {
        return deactivateAfter;
    }

    public void setDeactivateAfter(String deactivateAfter) {
        this.deactivateAfter = deactivateAfter;
    }
}
