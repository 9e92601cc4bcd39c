package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.journal.DeliveryRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir static Path temp;
    static ApiUnderTest api;

    @BeforeAll
    static void start() {
        api = new ApiUnderTest(temp);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void everyOperationThatIsNoGetSaysWhatTheAuditLogHasOfIt() {
        assertThat(api.api.operations())
                .filteredOn(one -> !one.method().equals("GET"))
                .allSatisfy(
                        one ->
                                assertThat(one.change())
                                        .as(
                                                "%s %s needs .recorded(…) or .unrecorded()",
                                                one.method(), one.template())
                                        .isNotNull());
    }

    @Test
    void aChangeIsRecordedWithWhoBeforeAfterAndFrom() {
        api.post("/api/connectors/crm-contacts/activate", "{}");
        api.post("/api/connectors/crm-contacts/deactivate", "{}");
        Map<String, Object> entry = newest("connector.deactivate");
        assertThat(entry)
                .containsEntry("who", "admin")
                .containsEntry("target", "crm-contacts")
                .containsEntry("from", "127.0.0.1");
        assertThat(entry.get("before")).isInstanceOf(Map.class);
        assertThat(state(entry, "after")).hasSize(2).containsKey("discarding");
    }

    @Test
    void aSecretIsRecordedWithoutItsText() {
        api.put("/api/secrets/crm-token", "{\"text\":\"hush-hush\"}");
        api.put("/api/secrets/crm-token", "{\"text\":\"hush-hush-2\"}");
        Map<String, Object> entry = newest("secret.set");
        assertThat(state(entry, "before")).containsKey("setAt");
        api.send("DELETE", "/api/secrets/crm-token", null, ApiUnderTest.TOKEN);
        assertThat(newest("secret.delete").get("after")).isNull();
        assertThat(api.get("/api/audit").body()).doesNotContain("hush-hush");
    }

    @Test
    void aReplayAndItsEntryAreOneTransaction() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        long failed = api.stored.failed(delivery, "e1", 0);
        api.post("/api/failed-queries/" + failed + "/replay", "{}");
        Map<String, Object> entry = newest("failed-query.replay");
        assertThat(state(entry, "before")).hasSize(3).containsEntry("state", "open");
        assertThat(state(entry, "after")).containsEntry("state", "replayed");
        api.post("/api/failed-queries/" + failed + "/replay", "{}");
        assertThat(state(newest("failed-query.replay"), "after")).containsEntry("refused", 409);
    }

    @Test
    void aRoleTooSmallIsRecordedAndABadBodyIsNot() {
        Caller viewer = new Caller("vera", Role.VIEWER);
        ask(viewer, "POST", "/api/connectors/crm-contacts/activate", "");
        assertThat(state(newest("connector.activate"), "after"))
                .containsEntry("refused", 403)
                .containsEntry("why", "this needs the role operator, vera has viewer");
        int entries = api.items("/api/audit").size();
        api.post("/api/connectors/crm-contacts/activate", "{\"x\":1}");
        api.post("/api/connectors/nobody/activate", "{}");
        assertThat(api.items("/api/audit")).hasSize(entries);
        assertThat(ask(viewer, "GET", "/api/audit", "").status()).isEqualTo(403);
    }

    @Test
    void theListIsNarrowedByWhoActionTargetAndTime() {
        ask(new Caller("olga", Role.OPERATOR), "POST", "/api/connectors/crm-contacts/activate", "");
        assertThat(api.items("/api/audit?who=olga")).hasSize(1);
        assertThat(api.items("/api/audit?action=connector.*&target=crm-contacts")).isNotEmpty();
        assertThat(api.items("/api/audit?action=connector.x")).isEmpty();
        assertThat(api.items("/api/audit?to=2001-01-01T00:00:00Z")).isEmpty();
        assertThat(api.items("/api/audit?who=olga&from=2001-01-01T00:00:00Z")).hasSize(1);
        assertThat(ApiUnderTest.json(api.get("/api/audit?from=x"), 400))
                .containsEntry(
                        "detail", "from is \"x\", allowed is a time such as 2026-01-31T12:00:00Z");
    }

    private static Answer ask(Caller caller, String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return api.api.call(new Asked(method, path, Map.of(), bytes, caller, "192.0.2.7"));
    }

    private static Map<String, Object> newest(String action) {
        List<Map<String, Object>> found = api.items("/api/audit?action=" + action);
        assertThat(found).as(action).isNotEmpty();
        return found.get(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> state(Map<String, Object> entry, String which) {
        return (Map<String, Object>) entry.get(which);
    }
}
