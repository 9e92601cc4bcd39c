package io.tidegate.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The table of everything that the API can do. */
final class Operations {
    private static final Set<String> NONE = Set.of();

    private Operations() {}

    static List<Operation> of(ApiSources sources) {
        Held held = new Held(sources.connectors());
        DeliveryResource deliveries = new DeliveryResource(sources, held);
        EventResource events = new EventResource(sources, held);
        FailedQueryResource failed = new FailedQueryResource(sources.failedQueries());
        ConnectorResource connectors = new ConnectorResource(sources);
        DestinationResource destinations = new DestinationResource(sources.destinations());
        SecretResource secrets = new SecretResource(sources.secrets());
        BackfillResource backfills = new BackfillResource(sources);
        BackupResource backup = new BackupResource(sources.database());
        byte[] openapi = openapi();
        return List.of(
                get(
                        "/api/openapi.json",
                        NONE,
                        call -> new Answer(200, Map.of("Content-Type", Answer.JSON), openapi)),
                get("/api/connectors", NONE, call -> connectors.list()),
                get("/api/connectors/{id}", NONE, connectors::get),
                post("/api/connectors/{id}/activate", connectors::activate),
                post("/api/connectors/{id}/deactivate", connectors::deactivate),
                post("/api/connectors/{id}/dry-run", new DryRunResource(sources)::run),
                post("/api/connectors/{id}/backfill", backfills::start),
                get("/api/backfills", NONE, call -> backfills.list()),
                get("/api/backfills/{id}", NONE, backfills::get),
                new Operation("DELETE", "/api/backfills/{id}", NONE, backfills::cancel),
                get("/api/triggers", NONE, call -> connectors.triggers()),
                get("/api/destinations", NONE, call -> destinations.list()),
                get("/api/destinations/{name}", NONE, destinations::get),
                get(
                        "/api/deliveries",
                        paged("connector", "status", "event", "source", "subject"),
                        deliveries::list),
                get("/api/deliveries/{id}", NONE, deliveries::get),
                post("/api/deliveries/{id}/after", deliveries::after),
                get("/api/events", paged("type", "subject", "source"), events::list),
                get("/api/events/{id}", Set.of("source"), events::get),
                get("/api/events/{id}/trace", Set.of("source"), events::trace),
                get("/api/failed-queries", paged("connector", "state"), failed::list),
                get("/api/failed-queries/{id}", NONE, failed::get),
                post("/api/failed-queries/{id}/replay", failed::replay),
                post("/api/failed-queries/{id}/discard", failed::discard),
                get("/api/secrets", NONE, call -> secrets.list()),
                new Operation("PUT", "/api/secrets/{name}", NONE, secrets::set),
                new Operation("DELETE", "/api/secrets/{name}", NONE, secrets::delete),
                post("/api/master-key/rotate", secrets::rotate),
                post("/api/backup", backup::make));
    }

    private static Operation get(
            String template, Set<String> parameters, Function<Call, Answer> work) {
        return new Operation("GET", template, parameters, work);
    }

    private static Operation post(String template, Function<Call, Answer> work) {
        return new Operation("POST", template, NONE, work);
    }

    private static Set<String> paged(String... filters) {
        Set<String> parameters = new java.util.HashSet<>(Set.of("limit", "cursor"));
        parameters.addAll(List.of(filters));
        return Set.copyOf(parameters);
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
