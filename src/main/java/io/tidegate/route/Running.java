package io.tidegate.route;

import io.tidegate.connector.Batch;
import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.Entry;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.Lane;
import io.tidegate.delivery.RetryPlan;
import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.event.Event;
import io.tidegate.event.TriggerPattern;
import io.tidegate.journal.KnownConnector;
import io.tidegate.mapping.Mapping;
import io.tidegate.rule.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A connector whose route takes deliveries.
 *
 * @param connector null for a plain Camel route
 */
record Running(
        TriggerConsumer consumer,
        @Nullable Connector connector,
        List<TriggerPattern> on,
        Terms terms,
        Way way) {

    private static final int MAX_WINDOW = 8_192;

    /** What stays as it is when only its text moves. */
    record Way(
            RetryPlan plan,
            Pace pace,
            Occupancy occupancy,
            boolean oneAttempt,
            @Nullable Entrance exported) {}

    /**
     * @throws IllegalArgumentException if a plain route's {@code on} names no trigger
     */
    static Running of(TriggerConsumer consumer, @Nullable Connector connector, Terms defaults) {
        Terms terms = connector != null ? connector.terms() : plain(consumer, defaults);
        List<TriggerPattern> on = connector != null ? connector.on() : patterns(consumer);
        boolean oneAttempt = connector == null && !sendsRequest(consumer.getRoute());
        Way way =
                new Way(
                        Failures.plan(terms.retry()),
                        pace(connector),
                        new Occupancy(),
                        oneAttempt,
                        connector == null ? exported(consumer.getRoute()) : null);
        return new Running(consumer, connector, on, terms, way);
    }

    Running relabelled(Connector moved) {
        return new Running(consumer, moved, on, terms, way);
    }

    /** An exported inflow says its endpoint in a step. */
    private static @Nullable Entrance exported(@Nullable Route route) {
        Entry entry =
                route != null && route.getRoute() instanceof RouteDefinition definition
                        ? InflowLanguage.of(definition)
                        : null;
        return route == null || entry == null ? null : new Entrance(route.getGroup(), entry);
    }

    /** Where third parties post; null: it is no inflow. */
    @Nullable Entrance entrance() {
        if (connector == null) {
            return way.exported();
        }
        return connector.entry() == null
                ? null
                : new Entrance(connector.label().system(), connector.entry());
    }

    RetryPlan plan() {
        return way.plan();
    }

    Pace pace() {
        return way.pace();
    }

    /** Who is in its route. */
    Occupancy occupancy() {
        return way.occupancy();
    }

    private static List<TriggerPattern> patterns(TriggerConsumer consumer) {
        if (consumer.getEndpoint().getOn().isBlank()) {
            throw new IllegalArgumentException(
                    "trigger:"
                            + consumer.getEndpoint().getName()
                            + " has no \"on\", which it needs: the event types that start it");
        }
        List<TriggerPattern> patterns = new ArrayList<>();
        for (String word : consumer.getEndpoint().getOn().split(",")) {
            try {
                patterns.add(TriggerPattern.parse(word.trim()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        consumer.getEndpoint().getEndpointUri() + ": " + e.getMessage(), e);
            }
        }
        return patterns;
    }

    String id() {
        return consumer.getEndpoint().getName();
    }

    /** As a later start may need it, if its file is broken by then. */
    KnownConnector known() {
        return new KnownConnector(
                id(),
                connector == null ? KnownConnector.TRIGGER : connector.kind(),
                on.stream().map(TriggerPattern::toString).toList(),
                terms.ordered(),
                terms.heldWhenInactive(),
                file());
    }

    private @Nullable String file() {
        if (connector != null) { // it may have moved to another file since
            return String.valueOf(Path.of(connector.label().mark().file()).getFileName());
        }
        Route route = consumer.getRoute();
        Resource source = route == null ? null : route.getSourceResource();
        return source == null
                ? null
                : source.getLocation().substring(source.getLocation().lastIndexOf('/') + 1);
    }

    private static Terms plain(TriggerConsumer consumer, Terms defaults) {
        return new Terms(
                defaults.retry(),
                consumer.getEndpoint().isOrdered(),
                ControlOptions.read(consumer.getEndpoint(), defaults.control()),
                defaults.connectTimeout(),
                defaults.responseTimeout(),
                consumer.getEndpoint().isHeldWhenInactive());
    }

    /** An exported connector's request says itself when it began and ended. */
    private static boolean sendsRequest(@Nullable Route route) {
        return route != null
                && route.getRoute() instanceof RouteDefinition definition
                && ProcessorDefinitionHelper.filterTypeInOutputs(
                                definition.getOutputs(), ToDefinition.class)
                        .stream()
                        .anyMatch(to -> RequestEndpoint.isOne(to.getEndpointUri()));
    }

    boolean isPlain() {
        return connector == null;
    }

    /** Whether the whole route is the attempt, from its first step to its last. */
    boolean isOneAttempt() {
        return way.oneAttempt();
    }

    /** How long a delivery's steps may hold their thread. */
    enum Pace {
        /** Some microseconds, for an event of usual size. */
        SHORT,
        /** Some milliseconds, but they wait for nothing. */
        QUICK,
        BLOCKING
    }

    private static Pace pace(@Nullable Connector connector) {
        if (connector == null
                || !(connector.to() instanceof HttpTarget)
                || hooks(connector).findAny().isPresent()) {
            return Pace.BLOCKING;
        }
        Mapping mapping = connector.stages().mapping();
        if (mapping != null && mapping.hasExpressions()) {
            return Pace.BLOCKING;
        }
        boolean isShort =
                connector.stages().rules().stream().allMatch(Rule::isShort)
                        && (mapping == null || mapping.isShort());
        return isShort ? Pace.SHORT : Pace.QUICK;
    }

    Lane.Shape shape() {
        boolean camel =
                connector == null
                        || !(connector.to() instanceof HttpTarget)
                        || hooks(connector).anyMatch(CamelStage.class::isInstance);
        int threads =
                camel
                        ? terms.concurrency()
                        : pace() == Pace.QUICK ? Math.max(1, Workers.CORES / 2) : Workers.CORES;
        return new Lane.Shape(window(), threads, ControlOptions.throttle(terms.control()));
    }

    /** Of a connector with batches: those on the wire, and those that are being collected. */
    private int window() {
        Batch batch = terms.control().batch();
        return batch == null
                ? terms.concurrency()
                : (int) Math.min(MAX_WINDOW, (terms.concurrency() + 1L) * batch.size());
    }

    private static Stream<HookStage> hooks(Connector connector) {
        return Stream.of(connector.stages().before(), connector.stages().after())
                .flatMap(List::stream);
    }

    /** A plain route may change its body; ours change only what they made. */
    Object body(Event event) {
        Map<String, @Nullable Object> root = event.root();
        Object copy = isPlain() ? Steps.copy(root) : root;
        return copy == null ? root : copy;
    }
}
