package io.tidegate.api;

import java.util.List;

/** What the API is about. */
final class Operations {
    private Operations() {}

    static List<Resource> of(ApiSources sources) {
        Held held = new Held(sources.connectors());
        return List.of(
                new ConnectorResource(sources),
                new DryRunResource(sources),
                new BackfillResource(sources),
                new DestinationResource(sources.destinations()),
                new DeliveryResource(sources, held),
                new EventResource(sources, held),
                new FailedQueryResource(
                        sources.failedQueries(),
                        sources.connectors(),
                        sources.database().payloads()),
                new RejectedRecordResource(sources.database()),
                new SecretResource(sources.secrets()),
                new BackupResource(sources.database()),
                new AuditResource(sources.database()));
    }
}
