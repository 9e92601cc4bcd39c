package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Label;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Stages;
import io.tidegate.connector.Target;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** Sends the request that a step before it made, to the target that it named. */
final class MadeBefore extends AsyncProcessorSupport {
    private final RequestEndpoint endpoint;
    private final Terms terms;
    private final RequestSteps steps;

    /** One, as long as the route is the one that was exported. */
    private final Map<Target, AsyncProcessor> started =
            Collections.synchronizedMap(new IdentityHashMap<>());

    MadeBefore(RequestEndpoint endpoint, Terms terms, RequestSteps steps) {
        this.endpoint = endpoint;
        this.terms = terms;
        this.steps = steps;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Target target = exchange.getProperty(RequestMade.TARGET, Target.class);
        if (target == null) {
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
        return started.computeIfAbsent(target, is -> start(is, exchange))
                .process(exchange, callback);
    }

    private AsyncProcessor start(Target target, Exchange exchange) {
        Connector described =
                new Connector(
                        new Label(
                                endpoint.getName(),
                                null,
                                system(exchange),
                                new Mark(endpoint.getEndpointUri(), 1, 1)),
                        List.of(),
                        new Stages(List.of(), List.of(), null, List.of()),
                        target,
                        terms);
        AsyncProcessor step =
                steps.step(described, endpoint.isHooksFollow(), endpoint.getCamelContext());
        ServiceHelper.startService(step);
        return step;
    }

    /** Whose changes an action writes: an exported route's group. */
    private @Nullable String system(Exchange exchange) {
        Route route = endpoint.getCamelContext().getRoute(exchange.getFromRouteId());
        return route == null ? null : route.getGroup();
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(started.values());
        started.clear();
    }
}
