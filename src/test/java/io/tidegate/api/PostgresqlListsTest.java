package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.access.SqlAuditLog;
import io.tidegate.bus.Place;
import io.tidegate.destination.Destinations;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.RealPostgres;
import io.tidegate.journal.SqlAfterHooks;
import io.tidegate.security.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same lists over PostgreSQL. */
class PostgresqlListsTest {
    private static final Caller ADMIN = new Caller("admin", Role.ADMIN);

    @Test
    void everyListAndDetailIsAnswered() throws Exception {
        try (StoredDeliveries stored = new StoredDeliveries(RealPostgres.freshDatabase())) {
            Api api =
                    new Api(
                            new ApiSources(
                                    stored.database,
                                    stored.failedQueries,
                                    () ->
                                            List.of(
                                                    ApiUnderTest.connector(
                                                            "crm-contacts",
                                                            ConnectorView.State.ACTIVE)),
                                    DryRuns.NONE,
                                    new TestSwitches(id -> false),
                                    List::of,
                                    () -> Destinations.SHIPPED,
                                    Set::of,
                                    new SqlAfterHooks(stored.journal, (connector, id) -> {}),
                                    () -> SecretStore.none("not here"),
                                    java.util.Optional::empty),
                            new SqlAuditLog(stored.journal, stored.clock));
            DeliveryRef failed = stored.pending("e1", "ann");
            long query = stored.failed(failed, "e1", 0);
            DeliveryRef waiting = stored.pending("e2", "ann");
            stored.record(
                    waiting,
                    new Change.Waiting(1, "request", "x"),
                    new DeliveryRecord.Made(0, null, null, false));
            DeliveryRef blocked = stored.pending("e3", "ann");

            assertThat(ids(api, "")).containsExactly(blocked.id(), waiting.id(), failed.id());
            assertThat(ids(api, "?status=failed&connector=crm-contacts"))
                    .containsExactly(failed.id());
            assertThat(ids(api, "?status=waiting")).containsExactly(waiting.id());
            assertThat(ids(api, "?status=pending&connector=crm-contacts"))
                    .containsExactly(blocked.id());
            assertThat(ids(api, "?status=pending&source=//shop")).containsExactly(blocked.id());
            assertThat(ids(api, "?subject=ann"))
                    .containsExactly(blocked.id(), waiting.id(), failed.id());
            assertThat(ids(api, "?source=//shop&limit=1")).containsExactly(blocked.id());
            assertThat(ids(api, "?source=//else")).isEmpty();
            assertThat(ids(api, "?event=e2&source=//shop")).containsExactly(waiting.id());
            assertThat(said(api, "/api/deliveries/" + failed.id()))
                    .contains("\"failedQueries\":[\"" + query + "\"]");
            assertThat(said(api, "/api/events/e1"))
                    .contains("\"data\":{\"Email\":\"a@b.example\"}");
            assertThat(said(api, "/api/events?subject=ann&type=Register&source=//shop"))
                    .contains("\"id\":\"e3\"");
            assertThat(said(api, "/api/failed-queries?connector=crm-contacts&state=open"))
                    .contains("\"id\":\"" + query + "\"");
            RejectedRecordsApiTest.keep(
                    stored, new Place("orders", 1, 7L, null, 1_000), "{\"no\":\"event\"}");
            assertThat(said(api, "/api/rejected-records?topic=orders"))
                    .contains("\"partition\":1,\"offset\":7");
            Answer backup =
                    api.call(
                            new Asked(
                                    "POST",
                                    "/api/backup",
                                    Map.of(),
                                    StoredDeliveries.bytes("{\"file\":\"/x\"}"),
                                    ADMIN));
            assertThat(backup.status()).isEqualTo(422);
            assertThat(new String(backup.body(), StandardCharsets.UTF_8)).contains("pg_dump");
            String discard = "/api/failed-queries/" + query + "/discard";
            api.call(new Asked("POST", discard, Map.of(), new byte[0], ADMIN));
            assertThat(said(api, "/api/audit?who=admin&action=failed-query.*&target=" + query))
                    .contains(
                            "\"before\":{\"state\":\"open\"", "\"after\":{\"state\":\"discarded\"");
        }
    }

    private static List<Long> ids(Api api, String query) throws Exception {
        Object json =
                io.tidegate.event.Json.parse(
                        StoredDeliveries.bytes(said(api, "/api/deliveries" + query)));
        return ((List<?>) ((java.util.Map<?, ?>) json).get("items"))
                .stream()
                        .map(
                                item ->
                                        Long.valueOf(
                                                ((java.util.Map<?, ?>) item).get("id").toString()))
                        .toList();
    }

    private static String said(Api api, String uri) {
        Answer answer = api.call(new Asked("GET", uri, Map.of(), new byte[0], ADMIN));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.status()).as(body).isEqualTo(200);
        return body;
    }
}
