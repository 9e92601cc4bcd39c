package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.TestCase;
import io.tidegate.connector.TestCase.Expectation;
import io.tidegate.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the {@code tests} of connectors, one after the other. */
public final class ConnectorTests {
    private final TrialBench bench;

    /**
     * @param bench whose routes are those of the connectors
     */
    public ConnectorTests(TrialBench bench) {
        this.bench = bench;
    }

    /** All of them, of the files without mistakes. */
    public TestReport run(Loaded loaded) throws InterruptedException {
        List<TestResult> results = new ArrayList<>();
        List<String> untested = new ArrayList<>();
        for (Connector connector : loaded.connectors()) {
            for (TestCase test : connector.tests()) {
                run(connector, test, results);
            }
            if (connector.tests().isEmpty()) {
                untested.add(connector.id());
            }
        }
        return new TestReport(loaded, results, untested);
    }

    /** Only the last test of one connector. */
    public TestReport runLast(Connector connector, Loaded loaded) throws InterruptedException {
        List<TestResult> results = new ArrayList<>();
        run(connector, connector.tests().get(connector.tests().size() - 1), results);
        return new TestReport(loaded, results, List.of());
    }

    private void run(Connector connector, TestCase test, List<TestResult> results)
            throws InterruptedException {
        List<Arrived> events;
        try {
            events = new GivenEvents(connector).read(test.given(), test.canned().secrets());
        } catch (InvalidGiven e) {
            results.add(unusable(connector, test, "an event", String.valueOf(e.getMessage())));
            return;
        }
        if (events.isEmpty()) {
            String nothing = "a post that makes no event: its list of items is empty";
            results.add(unusable(connector, test, "an event", nothing));
            return;
        }
        int expected = test.expect().size();
        if (expected > 1 && expected != events.size()) {
            String given = events.size() + (events.size() == 1 ? " is given" : " are given");
            String wanted = "as many events as are expected, " + expected;
            results.add(unusable(connector, test, wanted, given));
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            String which = events.size() == 1 ? "" : ", event " + (i + 1);
            Expectation expect = test.expect().get(expected == 1 ? 0 : i);
            results.add(one(connector, test, events.get(i), expect, test.name() + which));
        }
    }

    private TestResult one(
            Connector connector, TestCase test, Arrived arrived, Expectation expect, String name)
            throws InterruptedException {
        long began = System.nanoTime();
        if (arrived instanceof Arrived.Rejected rejected) {
            return new TestResult(
                    connector.id(),
                    name,
                    test.mark(),
                    rejected.happened(),
                    Comparison.of(expect, rejected.seen()),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        Event event = ((Arrived.Taken) arrived).event();
        Outcome outcome;
        try {
            outcome = bench.run(connector, event, test.canned());
        } catch (NotTried e) {
            return new TestResult(
                    connector.id(),
                    name,
                    test.mark(),
                    "it was not run to its end",
                    List.of(
                            new Difference(
                                    "test",
                                    test.mark(),
                                    "an event that can be tried",
                                    String.valueOf(e.getMessage()))),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        return new TestResult(
                connector.id(),
                name,
                test.mark(),
                outcome.happened(),
                Comparison.of(expect, outcome.seen()),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    private static TestResult unusable(
            Connector connector, TestCase test, String wanted, String seen) {
        Difference given = new Difference("given", test.given().get(0).mark(), wanted, seen);
        return new TestResult(
                connector.id(), test.name(), test.mark(), "it was not run", List.of(given), 0);
    }
}
