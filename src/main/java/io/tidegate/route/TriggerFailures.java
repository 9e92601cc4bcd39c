package io.tidegate.route;

import io.tidegate.connector.Retry;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.RefErrorHandlerDefinition;
import org.apache.camel.spi.NodeIdFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sees every route that begins with {@code trigger:} before it is built, wherever it was written:
 * hands the numbers of its own redelivery policy to the journal, takes them from Camel, and refuses
 * what neither would carry out. An author's {@code onException} without a policy stays as it is.
 */
final class TriggerFailures extends ModelLifecycleStrategySupport {
    private static final Set<String> ALL =
            Set.of(Exception.class.getName(), Throwable.class.getName());

    private final CamelContext context;
    private final Retry usual;
    private final Roster roster;

    /**
     * @param roster knows the connectors' routes, and is told a plain route's retry
     */
    TriggerFailures(CamelContext context, Retry usual, Roster roster) {
        this.context = context;
        this.usual = usual;
        this.roster = roster;
    }

    @Override
    public void onRemoveRouteDefinition(RouteDefinition route) {
        roster.forget(route);
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (route.getInput() == null || !route.getInput().getEndpointUri().startsWith("trigger:")) {
            return;
        }
        String id =
                route.idOrCreate(
                        context.getCamelContextExtension().getContextPlugin(NodeIdFactory.class));
        try {
            if (roster.isDescribed(route)) {
                refuseBesideAnOutflow(route);
            } else {
                plain(route);
            }
        } catch (IllegalArgumentException e) {
            throw new FailedToCreateRouteException(id, null, route.toString(), e);
        }
    }

    private static void refuseBesideAnOutflow(RouteDefinition route) {
        if (!theirs(route).isEmpty() || policy(handler(route)) != null) {
            throw new IllegalArgumentException(
                    "an onException or errorHandler of Camel would govern the outflow too, whose failures are the"
                            + " journal's: write its \"retry:\", and move the other routes to a file of their own");
        }
    }

    private void plain(RouteDefinition route) {
        ErrorHandlerFactory handler = handler(route);
        RedeliveryPolicyDefinition written = policy(handler);
        for (OnExceptionDefinition one : theirs(route)) {
            if (isPolicy(one)) {
                if (written != null) {
                    throw new IllegalArgumentException(
                            "two redelivery policies govern this route: the journal carries out one, leave the"
                                    + " other out");
                }
                written = one.getRedeliveryPolicyType();
                route.getOutputs().remove(one);
            }
        }
        Retry retry = written == null ? usual : PolicyWords.read(context, written, usual);
        if (!(handler instanceof NoErrorHandlerDefinition)) {
            route.setErrorHandlerFactory(withoutRepeats(handler));
        }
        boolean isShared = route.getOutputs().stream().anyMatch(Failures::isOurs);
        if (!isShared || !retry.equals(usual)) {
            declare(route, retry);
        }
        roster.describe(route, retry);
    }

    private static void declare(RouteDefinition route, Retry retry) {
        route.getOutputs().removeIf(Failures::isOurs);
        OnExceptionDefinition ours = new OnExceptionDefinition(Throwable.class);
        // A file's own onException is not the route's either: the closest exception decides.
        ours.setRouteScoped(false);
        ours.setParent(route);
        Failures.declare(ours, retry);
        route.getOutputs().add(0, ours);
    }

    private static List<OnExceptionDefinition> theirs(RouteDefinition route) {
        return route.getOutputs().stream()
                .filter(OnExceptionDefinition.class::isInstance)
                .map(OnExceptionDefinition.class::cast)
                .filter(one -> !Failures.isOurs(one))
                .toList();
    }

    private static @Nullable ErrorHandlerFactory handler(RouteDefinition route) {
        if (!route.isErrorHandlerFactorySet()) {
            return null;
        }
        ErrorHandlerFactory handler = route.getErrorHandlerFactory();
        boolean isCamels =
                handler instanceof RefErrorHandlerDefinition ref
                        && RefErrorHandlerDefinition.DEFAULT_ERROR_HANDLER_BUILDER.equals(
                                ref.getRef());
        return isCamels ? null : handler;
    }

    private static @Nullable RedeliveryPolicyDefinition policy(
            @Nullable ErrorHandlerFactory handler) {
        if (handler == null || handler instanceof NoErrorHandlerDefinition) {
            return null;
        }
        if (handler instanceof DeadLetterChannelDefinition) {
            throw new IllegalArgumentException(
                    "a deadLetterChannel has no place in a route from trigger: what used up its retries is a failed"
                            + " query, which TIDEGATE_FAILED_QUERY_SINK also sends to an endpoint");
        }
        if (!(handler instanceof DefaultErrorHandlerDefinition written)) {
            throw new IllegalArgumentException(
                    "this errorHandler is not carried out in a route from trigger: allowed are defaultErrorHandler"
                            + " with a redeliveryPolicy, and noErrorHandler");
        }
        if (written.getRedeliveryPolicyRef() != null
                || written.getRetryWhileRef() != null
                || written.getRetryWhilePredicate() != null
                || written.getOnRedeliveryRef() != null
                || written.getOnRedeliveryProcessor() != null
                || written.getExecutorServiceRef() != null) {
            throw new IllegalArgumentException(
                    "redeliveryPolicyRef, retryWhile, onRedelivery and executorService of an errorHandler would have"
                            + " no effect: the journal repeats, not Camel; write the numbers as its redeliveryPolicy");
        }
        return written.hasRedeliveryPolicy() ? written.getRedeliveryPolicy() : null;
    }

    /** True if it is a policy for whatever fails and nothing else, which can be obeyed. */
    private static boolean isPolicy(OnExceptionDefinition one) {
        if (one.getRedeliveryPolicyRef() != null
                || one.getRetryWhile() != null
                || one.getRetryWhilePolicy() != null
                || one.getOnRedeliveryRef() != null
                || one.getOnRedelivery() != null) {
            throw new IllegalArgumentException(
                    "redeliveryPolicyRef, retryWhile and onRedelivery of an onException would have no effect: the"
                            + " journal repeats, not Camel");
        }
        if (one.getRedeliveryPolicyType() == null) {
            return false;
        }
        boolean forAll = ALL.containsAll(one.getExceptions()) && one.getOnWhen() == null;
        boolean nothingElse =
                one.getOutputs().isEmpty()
                        && one.getHandled() == null
                        && one.getHandledPolicy() == null
                        && one.getContinued() == null
                        && one.getContinuedPolicy() == null
                        && one.getOnExceptionOccurred() == null
                        && one.getOnExceptionOccurredRef() == null;
        if (!forAll || !nothingElse) {
            throw new IllegalArgumentException(
                    "a redeliveryPolicy for "
                            + String.join(", ", one.getExceptions())
                            + " with conditions, steps or handling of its own is not carried out: the journal has one for"
                            + " the whole route; write it as the route's errorHandler: { defaultErrorHandler:"
                            + " { redeliveryPolicy: … } }");
        }
        return true;
    }

    private static DefaultErrorHandlerDefinition withoutRepeats(
            @Nullable ErrorHandlerFactory written) {
        DefaultErrorHandlerDefinition handler =
                written instanceof DefaultErrorHandlerDefinition own
                        ? own.copyDefinition()
                        : new DefaultErrorHandlerDefinition();
        RedeliveryPolicyDefinition none = new RedeliveryPolicyDefinition();
        none.setMaximumRedeliveries("0");
        Failures.quiet(none);
        handler.setRedeliveryPolicy(none);
        return handler;
    }
}
