package io.tidegate.route;

import io.tidegate.connector.RouteHost;
import io.tidegate.delivery.TriggerEndpoint;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;

/**
 * Takes routes out of the server's context: one that has deliveries in it goes on beside its
 * successor.
 */
public final class LiveRoutes implements RouteHost {
    /** What an author's own consumer has begun may take so long to end. */
    private static final long STOP_SECONDS = 10;

    private final LiveContext context;
    private final Dispatcher dispatcher;
    private final Executor ending;

    /**
     * @param ending where routes are ended, which may block
     */
    public LiveRoutes(LiveContext context, Dispatcher dispatcher, Executor ending) {
        this.context = context;
        this.dispatcher = dispatcher;
        this.ending = ending;
    }

    @Override
    public Taken take(String routeId) throws Exception {
        Route route = context.getRoute(routeId);
        if (route == null) {
            return new Nothing();
        }
        return route.getEndpoint() instanceof TriggerEndpoint trigger
                ? connector(routeId, trigger.getName())
                : stopped(routeId);
    }

    private Taken connector(String routeId, String name) {
        Running paused = dispatcher.roster().pause(name);
        LiveContext.Loose loose = context.loosen(routeId);
        if (loose == null) {
            return new Nothing(); // two threads change one route: the other one is faster
        }
        return paused == null ? notStarted(name, loose) : running(paused, loose);
    }

    private Taken running(Running paused, LiveContext.Loose loose) {
        return new Taken() {
            @Override
            public void putBack() {
                context.fasten(loose);
                dispatcher.roster().resume(paused);
                dispatcher.wake();
            }

            @Override
            public void end() {
                dispatcher.roster().retire(paused, () -> endSoon(loose));
            }
        };
    }

    /** Its {@code autoStartup} is false, or an author has stopped it: then it stays so. */
    private Taken notStarted(String name, LiveContext.Loose loose) {
        Running stopped = dispatcher.roster().paused(name);
        return new Taken() {
            @Override
            public void putBack() {
                context.fasten(loose);
            }

            @Override
            public void end() {
                if (stopped == null) {
                    endSoon(loose);
                } else {
                    dispatcher.roster().retire(stopped, () -> endSoon(loose));
                }
            }
        };
    }

    private void endSoon(LiveContext.Loose loose) {
        try {
            ending.execute(
                    () -> {
                        context.end(loose);
                        dispatcher.roster().forget(loose.definition());
                    });
        } catch (RejectedExecutionException e) {
            // all of it ends
        }
    }

    /** No deliveries are in it: Camel's own stop waits for what its consumer has begun. */
    private Taken stopped(String routeId) throws Exception {
        RouteDefinition definition = context.getRouteDefinition(routeId);
        context.getRouteController().stopRoute(routeId, STOP_SECONDS, TimeUnit.SECONDS);
        context.removeRoute(routeId);
        context.getRouteDefinitions().remove(definition);
        return new Taken() {
            @Override
            public void putBack() throws Exception {
                context.addRouteDefinition(definition);
            }

            @Override
            public void end() {}
        };
    }

    private static final class Nothing implements Taken {
        @Override
        public void putBack() {}

        @Override
        public void end() {}
    }
}
