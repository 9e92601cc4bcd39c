package io.tidegate.rehearsal;

import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.Stages;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.EventLoops;
import io.tidegate.event.Event;
import io.tidegate.route.Rehearsal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Dry runs of connectors that run in this process: each in a context of its own that ends with it,
 * which is made of the same compiled connector and sees the same beans.
 */
public final class RunningConnector {
    private final Terms terms;
    private final EventLoops loops;
    private final Supplier<CamelContext> live;

    /**
     * @param live where the connectors run; it is read only
     */
    public RunningConnector(Terms terms, EventLoops loops, Supplier<CamelContext> live) {
        this.terms = terms;
        this.loops = loops;
        this.live = live;
    }

    /**
     * One at a time; the shape of {@link DryRun#of}.
     *
     * @throws NotTried if its route cannot be built a second time, or waits for something
     */
    public Map<String, @Nullable Object> dryRun(Connector connector, Event event)
            throws InterruptedException {
        return dryRuns(connector, List.of(event)).get(0);
    }

    /** As {@link #dryRun}, of each event in order, in one context for all. */
    public synchronized List<Map<String, @Nullable Object>> dryRuns(
            Connector connector, List<Event> events) throws InterruptedException {
        Connector copy = copy(connector);
        try (TrialBench bench = new TrialBench(terms, loops);
                Rehearsal context = Rehearsal.toTry(bench.dispatcher())) {
            LiveTwin.begin(context, bench, live);
            add(bench.routes().route(copy), context);
            List<Map<String, @Nullable Object>> runs = new ArrayList<>();
            for (Event event : events) {
                runs.add(DryRun.of(bench, copy, event));
            }
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(RouteDefinition route, CamelContext context) {
        try {
            context.addRoutes(
                    new RouteBuilder(context) {
                        @Override
                        public void configure() {
                            getRouteCollection().route(route);
                        }
                    });
        } catch (Exception e) {
            throw new NotTried(
                    "the route of " + route.getId() + " cannot be built again: " + e.getMessage());
        }
    }

    /** A Camel step belongs to one route. */
    private static Connector copy(Connector connector) {
        Stages stages = connector.stages();
        return new Connector(
                connector.label(),
                connector.on(),
                new Stages(
                        stages.rules(),
                        copy(stages.before()),
                        stages.mapping(),
                        copy(stages.after())),
                connector.to(),
                connector.terms(),
                List.of(),
                connector.entry());
    }

    private static List<HookStage> copy(List<HookStage> hooks) {
        return hooks.stream()
                .map(
                        hook ->
                                hook instanceof CamelStage camel
                                        ? new CamelStage(
                                                camel.definition().copyDefinition(), camel.mark())
                                        : hook)
                .toList();
    }
}
