package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.DeliveryRef;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the overview and the statistics say of a journal. */
class OverviewApiTest {
    private static final Made NOTHING = new Made(0, null, null, false);

    @TempDir Path temp;
    ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void ended(String event, Change change, String step, long ago) {
        DeliveryRef ref = api.stored.pending(event, null);
        long at = StoredDeliveries.NOW - ago;
        api.stored
                .journal
                .record(new DeliveryRecord(ref, change, NOTHING, at, step))
                .toCompletableFuture()
                .join();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object json, String key) {
        return (Map<String, Object>) ((Map<?, ?>) json).get(key);
    }

    private List<?> attention() {
        return (List<?>) api.json("/api/overview").get("attention");
    }

    @Test
    void anEmptyJournalHasNothingToSay() {
        Map<String, Object> overview = api.json("/api/overview");
        assertThat(overview.get("health")).isEqualTo("ok");
        assertThat(overview.get("oldestUndelivered")).isNull();
        assertThat((List<?>) overview.get("attention")).isEmpty();
        assertThat(map(overview, "events").get("minutes")).isEqualTo(Collections.nCopies(60, 0));
        assertThat(map(overview, "failedQueries")).isEqualTo(Map.of("open", 0));
        Map<String, Object> stats = api.items("/api/stats/connectors").get(0);
        assertThat(stats).containsEntry("id", "crm-contacts").containsEntry("successRate", null);
        assertThat(stats).containsEntry("lastDeliveryAt", null).containsEntry("unfinished", 0);
    }

    @Test
    void whatHappenedIsCountedByMinuteHourAndDay() {
        ended("1", new Change.Delivered(null), "", 0);
        ended("2", new Change.Delivered(null), "", 5 * 60_000);
        ended("3", new Change.Skipped("rule", "$.x"), "rule-1", 60_000);
        ended("4", new Change.Delivered(null), "", 3 * 3_600_000);
        api.stored.failed(api.stored.pending("5", null), "5", 0);

        Map<String, Object> overview = api.json("/api/overview");
        assertThat(map(overview, "events")).containsEntry("hour", 5).containsEntry("day", 5);
        Map<String, Object> deliveries = map(overview, "deliveries");
        assertThat(map(deliveries, "hour"))
                .isEqualTo(Map.of("delivered", 2, "skipped", 1, "failed", 1));
        assertThat(map(deliveries, "day"))
                .isEqualTo(Map.of("delivered", 3, "skipped", 1, "failed", 1));
        List<?> minutes = (List<?>) deliveries.get("minutes");
        assertThat(minutes).hasSize(60);
        assertThat(minutes.get(59))
                .isEqualTo(
                        Map.of(
                                "at",
                                "2026-09-21T14:13:00Z",
                                "delivered",
                                1,
                                "skipped",
                                0,
                                "failed",
                                1));
        assertThat(map(minutes, 54)).containsEntry("delivered", 1);
        assertThat(map(overview, "failedQueries")).isEqualTo(Map.of("open", 1));

        Map<String, Object> stats = api.json("/api/connectors/crm-contacts/stats");
        assertThat(stats)
                .containsEntry("lastDeliveryAt", "2026-09-21T14:13:20Z")
                .containsEntry("successRate", new java.math.BigDecimal("0.75"))
                .containsEntry("openFailedQueries", 1);
        assertThat(map(stats, "hour")).containsEntry("retried", 1);
        assertThat(map((List<?>) stats.get("hours"), 20)).containsEntry("delivered", 1);
    }

    private static Map<String, Object> map(List<?> list, int index) {
        return map(Map.of("it", list.get(index)), "it");
    }

    @Test
    void eachStepTellsWhatCameWhatWentOnAndWhatFailed() {
        ended("1", new Change.Delivered(null), "", 0);
        ended("2", new Change.Delivered(null), "", 0);
        ended("3", new Change.Skipped("rule", "$.x"), "rule-1", 0);
        ended("4", failed("mapping"), "mapping", 0);
        ended("5", failed("request"), "request", 0);
        ended("6", failed("before"), "before-2", 0); // a step of yesterday's connector
        ended("7", failed("request"), "", 0); // discarded: it came to no step
        Map<String, Object> steps = map(api.json("/api/connectors/crm-contacts/stats"), "steps");
        assertThat(steps.toString())
                .isEqualTo(
                        "{before-2={in=6, out=5, failed=1}, rule-1={in=5, out=4, failed=0},"
                                + " mapping={in=4, out=3, failed=1}, request={in=3, out=2, failed=1},"
                                + " after-1={in=2, out=2, failed=0}}");
    }

    private Change.Failed failed(String stage) {
        var tries = new Change.Tries(0, null, StoredDeliveries.NOW);
        long id = api.stored.journal.newId();
        return new Change.Failed(stage, "no", new Change.Query(id, "e", "Register", null, tries));
    }

    @Test
    void theOldestUndeliveredIsNamedWithWhatHoldsIt() {
        api.connectors.add(ApiUnderTest.connector("mail", ConnectorView.State.INACTIVE));
        api.standing.unfinished.put("crm-contacts", new Unfinished(3, 2, 99, 5_000));
        api.standing.unfinished.put("mail", new Unfinished(7, 0, 88, 4_000));
        Map<String, Object> overview = api.json("/api/overview");
        assertThat(map(overview, "oldestUndelivered"))
                .containsEntry("delivery", "88")
                .containsEntry("connector", "mail")
                .containsEntry("createdAt", "1970-01-01T00:00:04Z")
                .containsEntry("held", "inactive");
        assertThat(map(map(overview, "deliveries"), "unfinished"))
                .isEqualTo(Map.of("pending", 3, "waiting", 2, "held", 7));
    }

    @Test
    void theMostUrgentStandsFirst() {
        api.connectors.add(ApiUnderTest.connector("mail", ConnectorView.State.INACTIVE));
        api.connectors.add(ApiUnderTest.connector("old", ConnectorView.State.BROKEN));
        api.standing.unfinished.put("mail", new Unfinished(1, 0, 88, 4_000));
        api.standing.unfinished.put("gone", new Unfinished(2, 1, 77, 3_000));
        api.standing.degraded.add("connector mail is inactive: 1 deliveries are held");
        api.standing.degraded.add("the secret crm cannot be read");
        api.stored.failed(api.stored.pending("5", null), "5", 0);
        api.standing.why = "work is due for 90 s and no attempt ended";

        assertThat(attention().stream().map(item -> text(item)).toList())
                .containsExactly(
                        "error Tidegate is down: work is due for 90 s and no attempt ended null",
                        "error connector old is broken: null #/connectors/old",
                        "error connector gone is missing: 3 deliveries are held #/deliveries?connector=gone",
                        "error connector crm-contacts delivered nothing in the last hour: 1 delivery failed"
                                + " #/connectors/crm-contacts",
                        "warning the secret crm cannot be read null",
                        "warning connector crm-contacts has 1 open failed query"
                                + " #/failed?connector=crm-contacts&state=open",
                        "warning connector mail is inactive: 1 delivery is held"
                                + " #/deliveries?connector=mail");
        assertThat(api.json("/api/overview").get("health")).isEqualTo("down");
    }

    private static String text(Object item) {
        Map<?, ?> json = (Map<?, ?>) item;
        return json.get("level") + " " + json.get("text") + " " + json.get("link");
    }

    @Test
    void whatIsDegradedIsNoAlarm() {
        api.standing.degraded.add(
                "connector crm-contacts fails: none of its last 5 attempts succeeded");
        assertThat(api.json("/api/overview").get("health")).isEqualTo("degraded");
        assertThat(attention()).hasSize(1);
    }

    @Test
    void aConnectorThatIsNotThereHasNoStatistics() {
        Map<String, Object> problem =
                ApiUnderTest.json(api.get("/api/connectors/nobody/stats"), 404);
        assertThat(problem).containsEntry("detail", "there is no connector nobody");
    }
}
