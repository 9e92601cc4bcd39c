package io.tidegate.route;

import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConnectorRoutes;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Retry;
import io.tidegate.connector.ScriptStage;
import io.tidegate.connector.TriggerRoutes;
import io.tidegate.destination.Filled;
import io.tidegate.event.TriggerPattern;
import io.tidegate.rule.Rule;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.JsonPathExpression;

/**
 * The Camel route of a connector. Each stage is a step of its own, with the id {@code
 * <connector>/<stage>}: rule-1, before-1, mapping, request, after-1; a rule is the filter that the
 * rest of the route lies in.
 */
public final class OutflowRoutes implements ConnectorRoutes {
    private final Sending.Factory sendings;
    private final References references;
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final Retry usual;

    public OutflowRoutes(
            Sending.Factory sendings,
            References references,
            Clock clock,
            Dispatcher dispatcher,
            Retry usual) {
        this.usual = usual;
        this.sendings = sendings;
        this.references = references;
        this.clock = clock;
        this.dispatcher = dispatcher;
    }

    @Override
    public RouteDefinition route(Connector connector) {
        RouteDefinition route = new RouteDefinition();
        route.routeId(connector.id());
        String on =
                connector.on().stream()
                        .map(TriggerPattern::toString)
                        .collect(Collectors.joining(","));
        route.from("trigger:" + connector.id() + "?on=" + on);
        onFailure(route, connector.terms().retry());
        ProcessorDefinition<?> at = route;
        for (int i = 0; i < connector.stages().rules().size(); i++) {
            at = rule(at, connector.stages().rules().get(i), connector.id() + "/rule-" + (i + 1));
        }
        hooks(at, connector.stages().before(), connector.id() + "/before-", true);
        boolean mapped =
                connector.stages().mapping() != null || !connector.stages().before().isEmpty();
        if (connector.stages().mapping() != null) {
            at.process(new MappingStep(connector.stages().mapping()))
                    .id(connector.id() + "/mapping");
        } else if (mapped) {
            at.process(new DataStep()).id(connector.id() + "/mapping");
        }
        request(at, connector, mapped);
        hooks(at, connector.stages().after(), connector.id() + "/after-", false);
        dispatcher.roster().describe(route, connector);
        return route;
    }

    @Override
    public void moved(Connector connector) {
        dispatcher.roster().relabel(connector);
    }

    /**
     * Adds what all routes share, before any is loaded: the route configuration of connectors with
     * the usual retry, {@code ${secret:…}}, and what is done with a plain route's own policy.
     */
    public void configure(CamelContext context) {
        SecretFunctions.install(context, references);
        KameletRoutes.watch(context);
        RouteConfigurationDefinition shared = new RouteConfigurationDefinition();
        shared.setId(TriggerRoutes.CONFIGURATION);
        Failures.declare(shared.onException(Throwable.class), usual);
        try {
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            model.addRouteConfiguration(shared);
            model.addModelLifecycleStrategy(
                    new TriggerFailures(context, usual, dispatcher.roster()));
        } catch (Exception e) {
            throw new IllegalStateException("Camel refused the shared route configuration", e);
        }
    }

    /**
     * Camel's words for the retry; whoever asks the policy is the journal, so Camel itself never
     * waits.
     */
    private void onFailure(RouteDefinition route, Retry retry) {
        if (retry.equals(usual)) {
            route.setRouteConfigurationId(TriggerRoutes.CONFIGURATION);
            return;
        }
        OnExceptionDefinition onException = new OnExceptionDefinition(Throwable.class);
        onException.setRouteScoped(true);
        onException.setParent(route);
        route.getOutputs().add(onException);
        Failures.declare(onException, retry);
    }

    private static ProcessorDefinition<?> rule(ProcessorDefinition<?> at, Rule rule, String id) {
        JsonPathExpression expression =
                new JsonPathExpression.Builder()
                        .expression(rule.expression())
                        .suppressExceptions(true)
                        .option("ALWAYS_RETURN_LIST")
                        .predicate(new RuleStep(rule))
                        .end();
        FilterDefinition filter = at.filter(expression);
        filter.id(id);
        return filter;
    }

    private static void hooks(
            ProcessorDefinition<?> at, List<HookStage> hooks, String id, boolean before) {
        for (int i = 0; i < hooks.size(); i++) {
            if (hooks.get(i) instanceof ScriptStage script) {
                at.process(
                                before
                                        ? new BeforeStep(script.script())
                                        : new AfterStep(script.script()))
                        .id(id + (i + 1));
            } else if (hooks.get(i) instanceof CamelStage camel) {
                camelStep(at, camel.definition(), id + (i + 1), before);
            }
        }
    }

    /**
     * Camel steps know nothing of repeats: a filter around them lets only a delivery that is being
     * built through.
     */
    private static void camelStep(
            ProcessorDefinition<?> at, ProcessorDefinition<?> step, String id, boolean before) {
        step.setId(id);
        Predicate<Exchange> wanted =
                before ? exchange -> Steps.flight(exchange).isToBuild() : exchange -> true;
        FilterDefinition filter = at.filter(wanted::test);
        filter.id(id + "/once");
        filter.process(new CamelHookStart(before)).id(id + "/start");
        filter.addOutput(step);
        filter.process(new CamelHookEnd()).id(id + "/end");
    }

    private void request(ProcessorDefinition<?> at, Connector connector, boolean mapped) {
        String id = connector.id() + "/request";
        RequestStep.SuccessRecord success =
                connector.stages().after().isEmpty()
                        ? (flight, then) -> then.run()
                        : dispatcher::recordSuccess;
        if (connector.to() instanceof HttpTarget http) {
            at.process(
                            new RequestStep(
                                    new RequestBuilder(http, mapped),
                                    () -> sendings.of(connector),
                                    judge(http),
                                    clock,
                                    success))
                    .id(id);
        } else if (connector.to() instanceof EndpointTarget endpoint) {
            at.process(new EndpointStep(endpoint.uri(), mapped, clock)).id(id + "/prepare");
            FilterDefinition send = at.filter(exchange -> !Steps.flight(exchange).isHooksOnly());
            send.id(id + "/once");
            send.to(endpoint.uri()).id(id);
            at.process(new SentStep(success)).id(id + "/sent");
        }
    }

    private static Judge judge(HttpTarget target) {
        Filled destination = target.destination();
        return destination == null
                ? Judge.USUAL
                : new DestinationJudge(destination.destination().answers());
    }
}
