package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.connector.ConnectorFiles;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.EventLoops;
import io.tidegate.event.Event;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.journal.StoredRequest;
import io.tidegate.route.Rehearsal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Connectors that are not saved yet: read by the loader that would read them, in a context of their
 * own beside the running one.
 */
public final class Drafts {
    private final Usual usual;
    private final EventLoops loops;
    private final Supplier<CamelContext> live;

    /**
     * What holds for a draft that says nothing else.
     *
     * @param routes what paths in it are relative to
     */
    public record Usual(Terms terms, ScriptLimits limits, Path routes) {}

    /**
     * @param name that its mistakes show for a file
     */
    public record Draft(String name, String yaml) {}

    /**
     * What was seen of a draft.
     *
     * @param dryRun in the shape of {@link DryRun#of}; null: it was not tried
     * @param request as it would be stored; null: it did not come to one
     */
    public record Seen(
            Loaded loaded,
            @Nullable Map<String, @Nullable Object> dryRun,
            @Nullable StoredRequest request) {}

    /**
     * @param live where the other connectors run; it is read only
     */
    public Drafts(Usual usual, EventLoops loops, Supplier<CamelContext> live) {
        this.usual = usual;
        this.loops = loops;
        this.live = live;
    }

    /**
     * What differs in the last test of a draft's connector; null: it passes, or there is none.
     *
     * @throws NotTried if it waits for something
     */
    public synchronized @Nullable String lastTest(Draft draft) throws InterruptedException {
        try (TrialBench bench = new TrialBench(usual.terms(), loops);
                Rehearsal context = Rehearsal.toTry(bench.dispatcher())) {
            LiveTwin.begin(context, bench, live);
            Loaded loaded = load(draft, bench, context);
            if (!loaded.mistakes().isEmpty() || loaded.connectors().isEmpty()) {
                return null; // who saves it says so
            }
            Connector connector = loaded.connectors().get(0);
            return new ConnectorTests(bench)
                    .runLast(connector, loaded).results().stream()
                            .flatMap(result -> result.differences().stream())
                            .findFirst()
                            .map(difference -> difference.path() + " became " + difference.actual())
                            .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Loaded load(Draft draft, TrialBench bench, Rehearsal context) {
        return new ConnectorFiles(context, bench.routes(), usual.terms(), usual.limits())
                .thoroughly()
                .load(draft.name(), draft.yaml(), usual.routes());
    }

    /**
     * One at a time.
     *
     * @param event that it is tried on, if it has no mistakes; null: it is read only
     * @throws NotTried if it waits for something
     */
    public synchronized Seen look(Draft draft, @Nullable Event event) throws InterruptedException {
        try (TrialBench bench = new TrialBench(usual.terms(), loops);
                Rehearsal context = Rehearsal.toTry(bench.dispatcher())) {
            LiveTwin.begin(context, bench, live);
            Loaded loaded = load(draft, bench, context);
            if (event == null || !loaded.mistakes().isEmpty() || loaded.connectors().isEmpty()) {
                return new Seen(loaded, null, null);
            }
            Connector connector = loaded.connectors().get(0);
            DryRun.Seen seen = DryRun.seen(bench, connector, event);
            return new Seen(loaded, seen.json(), seen.request());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
