package io.tidegate.api;

import io.tidegate.authoring.Authoring;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Fault;
import io.tidegate.event.Event;
import io.tidegate.journal.SqlDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom the API asks about the texts of connectors.
 *
 * @param database where events are
 * @param files the connectors that are not the console's, by their ids
 * @param problems why a connector of the console does not run as it is saved, by its id
 */
public record Drafting(
        SqlDatabase database,
        Authoring authoring,
        Function<String, Optional<ConnectorFile>> files,
        Function<String, Optional<String>> problems,
        Trying trying) {

    /** All that the API can do with them. */
    public static Resource[] resources(Drafting drafting) {
        return new Resource[] {
            new ConfigurationResource(drafting),
            new DraftResource(drafting),
            new VersionResource(drafting),
            new ExportResource(drafting),
            new NewTestResource(drafting),
            new FieldResource(drafting.database()),
            new ConverterResource()
        };
    }

    /** Tries drafts, and makes tests of what was seen. */
    public interface Trying {
        /**
         * What {@code DryRun} of the document describes; with {@code send} its request is sent,
         * once, and {@code response} is there too.
         *
         * @throws Faulty if it cannot run
         * @throws io.tidegate.rehearsal.NotTried if it does not come to an end
         * @throws InterruptedException if the server stops meanwhile
         */
        Map<String, @Nullable Object> run(DraftText draft, Event event, boolean send)
                throws InterruptedException;

        /**
         * A test of a connector that runs, which expects what becomes of the event now.
         *
         * @param name null: one is made
         * @throws InterruptedException if the server stops meanwhile
         */
        Optional<MadeTest> test(String connector, Event event, @Nullable String name)
                throws InterruptedException;
    }

    /**
     * A test, not saved yet.
     *
     * @param text as an element of the list {@code tests}
     * @param why it cannot be one; null: it can
     * @param added the connector's YAML with it; an exception that says why not
     */
    public record MadeTest(String text, @Nullable String why, Function<String, String> added) {}

    /** A draft that cannot run. */
    public static final class Faulty extends RuntimeException {
        private final transient List<Fault> faults;

        public Faulty(List<Fault> faults) {
            super("the draft has faults", null, false, false);
            this.faults = List.copyOf(faults);
        }

        List<Fault> faults() {
            return faults;
        }
    }
}
