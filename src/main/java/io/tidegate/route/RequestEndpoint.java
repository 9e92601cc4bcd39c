package io.tidegate.route;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Sends the request that a step in the language {@code tidegate-request} made, with the journal's
 * guarantees: the stored one again at each repeat.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = RequestEndpoint.SCHEME,
        title = "Tidegate Request",
        syntax = "tidegate-request:name",
        producerOnly = true,
        category = {Category.CORE})
public final class RequestEndpoint extends DefaultEndpoint {
    static final String SCHEME = "tidegate-request";

    private @Nullable AsyncProcessor step;

    @UriPath(description = "The connector's id.")
    @Metadata(required = true)
    private String name = "";

    @UriParam(
            description =
                    "Whether after hooks follow: then the success is recorded before they run.",
            defaultValue = "false")
    private boolean hooksFollow;

    @UriParam(
            description = "Requests on the wire at once; 0 takes the setting tidegate.concurrency.",
            defaultValue = "0")
    private int concurrency;

    @UriParam(
            description =
                    "Until the connection stands, such as 5s; the setting tidegate.connect-timeout if it is not said.")
    private String connectTimeout = "";

    @UriParam(
            description =
                    "From the request sent to the answer read, such as 30s; the setting tidegate.response-timeout if it is not said.")
    private String responseTimeout = "";

    @UriParam(description = "Statuses that end the delivery at once, with commas between them.")
    private String giveUpOn = "";

    RequestEndpoint(String uri, RequestComponent component) {
        super(uri, component);
    }

    /** One whose step is there already. */
    RequestEndpoint(String uri, CamelContext context, AsyncProcessor step) {
        super(uri, null);
        setCamelContext(context);
        this.step = step;
    }

    static boolean isOne(String uri) {
        return uri.startsWith(SCHEME + ":");
    }

    @Override
    public Producer createProducer() {
        AsyncProcessor ready = step;
        if (ready == null) {
            ready = new RequestOptions(this).step();
            step = ready;
        }
        return new RequestProducer(this, ready);
    }

    /** What the request is sent to, if that is a Camel endpoint. */
    @Nullable Endpoint target() {
        return step instanceof EndpointCall call ? call.endpoint() : null;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                SCHEME + ": sends requests; a route that gets events begins with trigger:");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isHooksFollow() {
        return hooksFollow;
    }

    public void setHooksFollow(boolean hooksFollow) {
        this.hooksFollow = hooksFollow;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public String getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(String connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public String getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(String responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public String getGiveUpOn() {
        return giveUpOn;
    }

    public void setGiveUpOn(String giveUpOn) {
        this.giveUpOn = giveUpOn;
    }
}
