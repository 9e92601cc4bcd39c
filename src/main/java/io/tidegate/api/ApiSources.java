package io.tidegate.api;

import io.tidegate.destination.Destinations;
import io.tidegate.failedquery.FailedQueries;
import io.tidegate.journal.SqlAfterHooks;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.security.SecretStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whom the API asks. */
public record ApiSources(
        SqlDatabase database,
        FailedQueries failedQueries,
        ConnectorDirectory connectors,
        DryRuns dryRuns,
        ConnectorSwitch connectorSwitch,
        Supplier<List<TriggerView>> triggers,
        Supplier<Destinations> destinations,
        Wire wire,
        SqlAfterHooks afterHooks,
        Supplier<SecretStore> secrets,
        Supplier<Optional<BackfillJobs>> backfills) {}
