package io.tidegate.route;

import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.CamelInflow;
import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConnectorRoutes;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Retry;
import io.tidegate.connector.ScriptStage;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TriggerRoutes;
import io.tidegate.connector.YamlDocument;
import io.tidegate.destination.Filled;
import io.tidegate.event.Sealing;
import io.tidegate.mapping.Mapping;
import io.tidegate.rule.Rule;
import java.time.Clock;
import java.util.List;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ScriptDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * The Camel route of a connector. Each stage is a step of its own, with the id {@code
 * <connector>/<stage>}: rule-1, before-1, mapping, request, after-1; a rule is the filter that the
 * rest of the route lies in.
 */
public final class OutflowRoutes implements ConnectorRoutes, RequestSteps {
    private final Sending.Factory sendings;
    private final References references;
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final Terms usual;
    private final Actor actor;

    public OutflowRoutes(
            Sending.Factory sendings,
            References references,
            Clock clock,
            Dispatcher dispatcher,
            Terms usual,
            Actor actor) {
        this.actor = actor;
        this.usual = usual;
        this.sendings = sendings;
        this.references = references;
        this.clock = clock;
        this.dispatcher = dispatcher;
    }

    @Override
    public RouteDefinition route(Connector connector) {
        RouteDefinition route = begin(connector);
        onFailure(route, connector.terms().retry());
        steps(route, connector);
        dispatcher.roster().describe(route, connector);
        return route;
    }

    /** The same steps, with nothing that says what becomes of a failure. */
    RouteDefinition exported(Connector connector) {
        RouteDefinition route = begin(connector);
        steps(route, connector);
        return route;
    }

    private RouteDefinition begin(Connector connector) {
        RouteDefinition route = new RouteDefinition();
        route.routeId(connector.id());
        route.setDescription(connector.label().title());
        route.setGroup(connector.label().system());
        route.from(TriggerOptions.uri(connector, usual));
        return route;
    }

    private void steps(RouteDefinition route, Connector connector) {
        ProcessorDefinition<?> at = route;
        for (int i = 0; i < connector.stages().rules().size(); i++) {
            String id = RuleFilters.id(connector.id(), i + 1);
            at = rule(at, connector.stages().rules().get(i), id);
        }
        hooks(at, connector.stages().before(), connector.id() + "/before-", true);
        mapping(at, connector);
        request(at, connector);
        hooks(at, connector.stages().after(), connector.id() + "/after-", false);
    }

    private static void mapping(ProcessorDefinition<?> at, Connector connector) {
        String id = connector.id() + "/mapping";
        Mapping mapping = connector.stages().mapping();
        if (mapping != null) {
            String text = YamlDocument.withoutPlaceholders(mapping.text().located());
            setBody(at, id, OurExpression.of(MappingLanguage.NAME, text, new MappingStep(mapping)));
        } else if (isMapped(connector)) {
            setBody(at, id, OurExpression.simple(DataStep.SIMPLE, new DataStep()));
        }
        if (connector.to() instanceof ActionTarget action) {
            SanitizeStep step = new SanitizeStep(action.sanitize(), action.kept());
            String text = YamlDocument.of(CamelInflow.sanitizing(action));
            setBody(
                    at,
                    connector.id() + "/sanitize",
                    OurExpression.of(SanitizeLanguage.NAME, text, step));
        }
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
        context.getRegistry().bind(RequestEndpoint.SCHEME, RequestSteps.class, this);
        context.getRegistry().bind("tidegate-actor", Actor.class, actor);
        context.getRegistry().bind(SealedTexts.BEAN, Sealing.class, references.sealing());
        for (boolean before : new boolean[] {true, false}) {
            context.getRegistry().bind(CamelHook.name(before), new CamelHook(before));
        }
        RouteConfigurationDefinition shared = new RouteConfigurationDefinition();
        shared.setId(TriggerRoutes.CONFIGURATION);
        Failures.declare(shared.onException(Throwable.class), usual.retry());
        try {
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            model.addRouteConfiguration(shared);
            model.addModelLifecycleStrategy(new RuleFilters());
            model.addModelLifecycleStrategy(
                    new TriggerFailures(context, usual.retry(), dispatcher.roster()));
        } catch (Exception e) {
            throw new IllegalStateException("Camel refused the shared route configuration", e);
        }
    }

    /**
     * Camel's words for the retry; whoever asks the policy is the journal, so Camel itself never
     * waits.
     */
    private void onFailure(RouteDefinition route, Retry retry) {
        if (retry.equals(usual.retry())) {
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
        FilterDefinition filter = at.filter(RuleFilters.expression(rule));
        filter.id(id);
        return filter;
    }

    private static void hooks(
            ProcessorDefinition<?> at, List<HookStage> hooks, String id, boolean before) {
        for (int i = 0; i < hooks.size(); i++) {
            if (hooks.get(i) instanceof ScriptStage script) {
                script(at, script, id + (i + 1), before);
            } else if (hooks.get(i) instanceof CamelStage camel) {
                camelStep(at, camel.definition(), id + (i + 1), before);
            }
        }
    }

    private static void script(
            ProcessorDefinition<?> at, ScriptStage stage, String id, boolean before) {
        String path = stage.file().toString();
        if (before) {
            setBody(
                    at,
                    id,
                    OurExpression.of(BeforeLanguage.NAME, path, new BeforeStep(stage.script())));
        } else {
            ScriptDefinition script = new ScriptDefinition();
            script.setExpression(
                    OurExpression.of(AfterLanguage.NAME, path, new AfterStep(stage.script())));
            at.addOutput(script);
            script.id(id);
        }
    }

    private static void camelStep(
            ProcessorDefinition<?> at, ProcessorDefinition<?> step, String id, boolean before) {
        step.setId(id);
        PolicyDefinition around = new PolicyDefinition();
        around.setRef(CamelHook.name(before));
        around.id(id + "/hook");
        at.addOutput(around);
        around.addOutput(step);
    }

    private static void setBody(
            ProcessorDefinition<?> at, String id, ExpressionDefinition expression) {
        SetBodyDefinition step = new SetBodyDefinition();
        step.setExpression(expression);
        at.addOutput(step);
        step.id(id);
    }

    /** Whether the message's body is sent; else it is the event's data, byte for byte. */
    static boolean isMapped(Connector connector) {
        return connector.stages().mapping() != null
                || !connector.stages().before().isEmpty()
                || connector.to() instanceof ActionTarget;
    }

    private void request(ProcessorDefinition<?> at, Connector connector) {
        boolean mapped = isMapped(connector);
        boolean hooksFollow = !connector.stages().after().isEmpty();
        String uri = RequestOptions.uri(connector, usual);
        at.to(new MadeRequest(uri, context -> step(connector, mapped, hooksFollow, context)))
                .id(connector.id() + "/request");
    }

    @Override
    public AsyncProcessor step(Connector connector, boolean hooksFollow, CamelContext context) {
        return step(connector, true, hooksFollow, context);
    }

    private AsyncProcessor step(
            Connector connector, boolean mapped, boolean hooksFollow, CamelContext context) {
        RequestStep.SuccessRecord success =
                hooksFollow ? dispatcher::recordSuccess : (flight, then) -> then.run();
        if (connector.to() instanceof ActionTarget) {
            return new ActionStep(connector, actor, clock, success, references.sealing());
        }
        if (connector.to() instanceof EndpointTarget endpoint) {
            return new EndpointCall(endpoint.uri(), mapped, clock, success, dispatcher.spans())
                    .in(context);
        }
        HttpTarget http = (HttpTarget) connector.to();
        return new RequestStep(
                new RequestBuilder(http, mapped),
                () -> sendings.of(connector),
                judge(http),
                clock,
                success,
                dispatcher::isStopping);
    }

    @Override
    public Terms usual() {
        return usual;
    }

    private static Judge judge(HttpTarget target) {
        Filled destination = target.destination();
        return destination == null
                ? Judge.USUAL
                : new DestinationJudge(destination.destination().answers());
    }
}
