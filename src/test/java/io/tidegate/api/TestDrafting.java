package io.tidegate.api;

import io.tidegate.authoring.Authoring;
import io.tidegate.authoring.Looked;
import io.tidegate.authoring.SqlVersions;
import io.tidegate.connector.ConsoleFiles;
import io.tidegate.failedquery.StoredDeliveries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                        authoring,
                        id -> Optional.empty(),
                        id -> Optional.empty(),
                        (draft, event, send) -> Map.of()));
    }
}
