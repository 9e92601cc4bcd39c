package io.tidegate.api;

import io.tidegate.authoring.Authoring;
import io.tidegate.authoring.DraftText;
import io.tidegate.authoring.Looked;
import io.tidegate.authoring.SqlVersions;
import io.tidegate.connector.ConsoleFiles;
import io.tidegate.event.Event;
import io.tidegate.failedquery.StoredDeliveries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connectors of the console, as far as an API without a server has any. */
final class TestDrafting {
    private TestDrafting() {}

    static Resource[] resources(StoredDeliveries stored) {
        Authoring authoring =
                new Authoring(
                        new SqlVersions(stored.database, stored.journal),
                        new ConsoleFiles(Path.of("none"), Path.of("none")),
                        new Authoring.Around(
                                Looked::at,
                                id -> List.of(),
                                id -> Optional.empty(),
                                (id, active, by) -> {}),
                        stored.clock);
        return Drafting.resources(
                new Drafting(
                        stored.database,
                        authoring,
                        id -> Optional.empty(),
                        id -> Optional.empty(),
                        new NothingTried()));
    }

    private static final class NothingTried implements Drafting.Trying {
        @Override
        public Map<String, @Nullable Object> run(DraftText draft, Event event, boolean send) {
            return Map.of();
        }

        @Override
        public Optional<Drafting.MadeTest> test(String id, Event event, @Nullable String name) {
            return Optional.empty();
        }
    }
}
