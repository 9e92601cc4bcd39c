package io.tidegate.api;

import io.tidegate.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What the API is about. */
final class Operations {
    private Operations() {}

    static List<Resource> of(ApiSources sources) {
        Held held = new Held(sources.connectors());
        return List.of(
                Operations::document,
                new ConnectorResource(sources),
                new DryRunResource(sources),
                new BackfillResource(sources),
                new DestinationResource(sources.destinations()),
                new DeliveryResource(sources, held),
                new EventResource(sources, held),
                new FailedQueryResource(sources.failedQueries(), sources.connectors()),
                new SecretResource(sources.secrets()),
                new BackupResource(sources.database()),
                new AuditResource(sources.database()));
    }

    private static List<Operation> document() {
        byte[] openapi = openapi();
        return List.of(
                Operation.get(
                        "/api/openapi.json",
                        Role.VIEWER,
                        call -> new Answer(200, Map.of("Content-Type", Answer.JSON), openapi)));
    }

    private static byte[] openapi() {
        try (InputStream in = Operations.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "openapi.json is missing from the jar: build it anew");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
