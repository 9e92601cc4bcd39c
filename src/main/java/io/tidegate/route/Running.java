package io.tidegate.route;

import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.Lane;
import io.tidegate.delivery.RetryPlan;
import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.event.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connector whose route takes deliveries.
 *
 * @param connector null for a plain Camel route
 */
record Running(
        TriggerConsumer consumer, @Nullable Connector connector, Terms terms, RetryPlan plan) {

    static Running of(TriggerConsumer consumer, @Nullable Connector connector, Terms defaults) {
        Terms terms = connector != null ? connector.terms() : plain(consumer, defaults);
        return new Running(consumer, connector, terms, Failures.plan(terms.retry()));
    }

    private static Terms plain(TriggerConsumer consumer, Terms defaults) {
        int own = consumer.getEndpoint().getConcurrency();
        return new Terms(
                defaults.retry(),
                consumer.getEndpoint().isOrdered(),
                own > 0 ? own : defaults.concurrency(),
                defaults.connectTimeout(),
                defaults.responseTimeout());
    }

    boolean isPlain() {
        return connector == null;
    }

    /** Whether a step may hold its thread. */
    boolean mayBlock() {
        return connector == null
                || connector.to() instanceof EndpointTarget
                || hooks().findAny().isPresent()
                || (connector.stages().mapping() != null
                        && connector.stages().mapping().hasExpressions());
    }

    Lane.Shape shape() {
        boolean camel =
                connector == null
                        || connector.to() instanceof EndpointTarget
                        || hooks().anyMatch(CamelStage.class::isInstance);
        int threads =
                camel
                        ? terms.concurrency()
                        : mayBlock() ? Workers.CORES : Math.max(1, Workers.CORES / 2);
        return new Lane.Shape(terms.concurrency(), threads);
    }

    private Stream<HookStage> hooks() {
        return connector == null
                ? Stream.of()
                : Stream.of(connector.stages().before(), connector.stages().after())
                        .flatMap(List::stream);
    }

    /** A plain route may change its body; ours change only what they made. */
    Object body(Event event) {
        Map<String, @Nullable Object> root = event.root();
        Object copy = isPlain() ? Steps.copy(root) : root;
        return copy == null ? root : copy;
    }
}
