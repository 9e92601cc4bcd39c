package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.Target;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceHelper;

/** Sends the request that a step before it made: to its URL, or to its Camel endpoint. */
final class MadeBefore extends DelegateAsyncProcessor {
    private final RequestEndpoint endpoint;
    private final Connector described;
    private final RequestSteps steps;

    /** One, as long as the route is the one that was exported. */
    private final Map<String, AsyncProcessor> toEndpoints = new ConcurrentHashMap<>();

    MadeBefore(RequestEndpoint endpoint, Connector described, RequestSteps steps) {
        super(step(described.to(), endpoint, described, steps));
        this.endpoint = endpoint;
        this.described = described;
        this.steps = steps;
    }

    private static AsyncProcessor step(
            Target to, RequestEndpoint endpoint, Connector described, RequestSteps steps) {
        Connector connector =
                new Connector(
                        described.label(),
                        described.on(),
                        described.stages(),
                        to,
                        described.terms());
        return steps.step(connector, endpoint.isHooksFollow(), endpoint.getCamelContext());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Flight flight = Steps.flight(exchange);
        OutboundRequest request = flight.request();
        if (flight.isHooksOnly()) {
            callback.done(true);
            return true;
        }
        if (request == null) {
            exchange.setException(
                    StageFailed.forGood(
                            Stage.REQUEST,
                            "there is no request to send: a step in the language "
                                    + RequestLanguage.NAME
                                    + " has to make it before "
                                    + RequestEndpoint.SCHEME
                                    + ":"
                                    + endpoint.getName(),
                            null));
            callback.done(true);
            return true;
        }
        return request.isToEndpoint()
                ? toEndpoints
                        .computeIfAbsent(request.url(), this::started)
                        .process(exchange, callback)
                : super.process(exchange, callback);
    }

    private AsyncProcessor started(String uri) {
        AsyncProcessor step =
                step(new EndpointTarget(uri, described.label().mark()), endpoint, described, steps);
        ServiceHelper.startService(step);
        return step;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(toEndpoints.values());
        toEndpoints.clear();
    }
}
