package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TestCase.Canned;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.Flight;
import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.Holding;
import io.tidegate.route.DeliveryMeter;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.Echoes;
import io.tidegate.route.Feeder;
import io.tidegate.route.OutflowRoutes;
import io.tidegate.route.References;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;

/**
 * Runs events through connectors, one at a time, as the server would: the same routes, dispatcher
 * and retries, over a journal in memory, a clock that is set, and a third party that answers as it
 * is told.
 */
public final class TrialBench implements AutoCloseable {
    /** Of the real clock, for one attempt: scripts have their own limit, Camel steps none. */
    private static final long ATTEMPT_SECONDS = 60;

    private final SteppedClock clock = new SteppedClock();
    private final CannedThirdParty thirdParty = new CannedThirdParty();
    private final long patience;
    private final Dispatcher dispatcher;
    private final MemoryJournal journal;
    private final OutflowRoutes routes;
    private final Feeder feeder;

    public TrialBench(Terms terms, EventLoops loops) {
        this(terms, loops, ATTEMPT_SECONDS);
    }

    /**
     * @param patience seconds for one attempt
     */
    TrialBench(Terms terms, EventLoops loops, long patience) {
        this.patience = patience;
        long memory = Runtime.getRuntime().maxMemory() / 8;
        dispatcher =
                new Dispatcher(terms, loops, memory, Holding.everything(), clock, new Landed());
        dispatcher.throttleNothing();
        journal = new MemoryJournal(dispatcher.arrivals());
        dispatcher.use(journal);
        dispatcher.use(new TrialEchoes());
        routes =
                new OutflowRoutes(
                        thirdParty,
                        new References(
                                name -> "{{secret:" + name + "}}", name -> "{{env:" + name + "}}"),
                        clock,
                        dispatcher,
                        terms,
                        new CannedActor(thirdParty::trial));
        feeder = new Feeder(dispatcher, journal, clock);
    }

    /** To be bound in the context's registry, and given to its {@code Rehearsal}. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public OutflowRoutes routes() {
        return routes;
    }

    /** Makes a started context one from which nothing gets out; before any route is in it. */
    public void prepare(CamelContext context) {
        context.getCamelContextExtension().registerEndpointCallback(thirdParty);
        context.getCamelContextExtension().addInterceptStrategy(new StepNotes(thirdParty));
        // a route that is in another file is missed at once, not waited for
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        routes.configure(context);
    }

    /** To the end of its delivery, after hooks included. */
    Outcome run(Connector connector, Event event, Canned canned) throws InterruptedException {
        clock.set(SteppedClock.START);
        Trial trial = new Trial(connector, event, canned, clock);
        if (connector.listensTo(event.type())) {
            begin(trial);
            DeliveryRecord last = next(trial);
            while (!isLast(last.change())) {
                if (last.change() instanceof Change.Waiting waiting) {
                    clock.set(Instant.ofEpochMilli(waiting.dueAt()));
                    dispatcher.arrivals().released(connector.id());
                }
                last = next(trial);
            }
        }
        return new Outcome(trial);
    }

    /** To the end of its first attempt, whether or not its type starts the connector. */
    Trial runOnce(Connector connector, Event event, Canned canned) throws InterruptedException {
        clock.set(SteppedClock.START);
        Trial trial = new Trial(connector, event, canned, clock);
        begin(trial);
        next(trial);
        return trial;
    }

    private void begin(Trial trial) {
        journal.begin(trial.connector().id());
        thirdParty.begin(trial);
        journal.accept(List.of(trial.event()));
    }

    private DeliveryRecord next(Trial trial) throws InterruptedException {
        DeliveryRecord next = trial.landed().poll(patience, TimeUnit.SECONDS);
        if (next == null) {
            throw new NotTried(
                    trial.connector().id()
                            + " did not come to an end with event "
                            + trial.event().id()
                            + " within "
                            + patience
                            + " s: a Camel step of it waits for something");
        }
        return next;
    }

    private static boolean isLast(Change change) {
        return !(change instanceof Change.Waiting)
                && !(change instanceof Change.Delivered delivered && delivered.forHooks() != null);
    }

    @Override
    public void close() {
        feeder.close();
        dispatcher.close();
    }

    private final class TrialEchoes implements Echoes {
        @Override
        public Optional<String> skip(Connector to, Event event) {
            return thirdParty.trial().sync().echoes().skip(to, event);
        }

        @Override
        public void sending(Connector to, Event event) {}

        @Override
        public void sent(Connector to, Event event, long begunAt, boolean delivered) {}
    }

    private final class Landed implements DeliveryMeter {
        @Override
        public void accepted(List<Acceptance> acceptances) {}

        @Override
        public void ended(Flight flight, DeliveryRecord what) {
            Trial trial = thirdParty.trial();
            if (flight.event() == trial.event()) { // else of a trial that was given up
                trial.landed(what);
            }
        }
    }
}
