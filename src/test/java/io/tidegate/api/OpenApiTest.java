package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.journal.DeliveryRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
    @TempDir Path temp;
    ApiUnderTest api;
    Map<String, Object> document;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp);
        document = api.json("/api/openapi.json");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theDocumentHasEveryOperationAndNoOther() {
        List<String> documented = new ArrayList<>();
        map(document, "paths").forEach((path, methods) -> documented.addAll(named(path, methods)));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(api.api.table());
    }

    private static List<String> named(String path, Object methods) {
        return ((Map<?, ?>) methods)
                .keySet().stream()
                        .map(method -> method.toString().toUpperCase(Locale.ROOT) + " " + path)
                        .toList();
    }

    @Test
    void eachOperationHasAWordForItAndTheShapeOfWhatItAnswers() {
        OpenApi openApi = new OpenApi();
        assertThat(api.api.operations())
                .allSatisfy(
                        one ->
                                assertThat(openApi.words(one))
                                        .as(
                                                "openapi.json needs %s of %s",
                                                one.method(), one.template())
                                        .containsKeys("summary", "operationId", "responses"));
    }

    @Test
    void eachOperationSaysItsRole() {
        Map<String, Object> audit = map(map(map(document, "paths"), "/api/audit"), "get");
        assertThat(audit).containsEntry("x-role", "admin");
    }

    @Test
    void everyQueryParameterOfTheDocumentIsKnownAndNoOther() {
        for (String path :
                List.of(
                        "/api/deliveries",
                        "/api/events",
                        "/api/failed-queries",
                        "/api/rejected-records")) {
            Map<String, Object> get = map(map(map(document, "paths"), path), "get");
            List<String> documented =
                    ((List<?>) get.get("parameters"))
                            .stream()
                                    .map(p -> ((Map<?, ?>) p).get("name").toString())
                                    .sorted()
                                    .toList();
            String detail = ApiUnderTest.json(api.get(path + "?x=1"), 400).get("detail").toString();
            assertThat(detail).endsWith("allowed here: " + String.join(", ", documented));
        }
    }

    @Test
    void whatIsAnsweredHasTheFieldsThatTheDocumentNames() {
        DeliveryRef delivery = api.stored.pending("e1", "ann");
        long failed = api.stored.failed(delivery, "e1", 0);
        same("Delivery", api.items("/api/deliveries").get(0));
        same("DeliveryDetail", api.json("/api/deliveries/" + delivery.id()));
        same("Event", api.items("/api/events").get(0));
        Map<String, Object> event = api.json("/api/events/e1");
        event.remove("data");
        same("EventDetail", event);
        same("FailedQueryDetail", api.json("/api/failed-queries/" + failed));
        same("FailedQuery", api.items("/api/failed-queries").get(0));
        String bulk = "/api/failed-queries/bulk";
        String all = "{\"filter\":{},\"do\":\"discard\",\"preview\":%s}";
        same("BulkPreview", ApiUnderTest.json(api.post(bulk, all.formatted("true")), 200));
        same("Job", ApiUnderTest.json(api.post(bulk, all.formatted("false")), 202));
        same("Connector", api.items("/api/connectors").get(0));
        same("Destination", api.items("/api/destinations").get(0));
        same("DestinationDetail", api.json("/api/destinations/webhook"));
        same("Connector", api.json("/api/connectors/crm-contacts"));
        String activate = "/api/connectors/crm-contacts/activate";
        same("Switched", ApiUnderTest.json(api.post(activate, "{}"), 200));
        same("Overview", api.json("/api/overview"));
        same("ConnectorStats", api.items("/api/stats/connectors").get(0));
        same("ConnectorStatsDetail", api.json("/api/connectors/crm-contacts/stats"));
        same("ConnectorWay", api.json("/api/connectors/crm-contacts/way"));
        same("Trigger", api.items("/api/triggers").get(0));
        same("Secret", ApiUnderTest.json(api.put("/api/secrets/crm", "{\"text\":\"x\"}"), 200));
        same("Secret", api.items("/api/secrets").get(0));
        same("Problem", ApiUnderTest.json(api.get("/api/x"), 404));
    }

    private void same(String schema, Map<String, Object> answered) {
        Map<String, Object> named = map(map(map(document, "components"), "schemas"), schema);
        assertThat(answered.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ((List<?>) named.get("required")).stream().map(Object::toString).toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> in, String key) {
        return (Map<String, Object>) in.get(key);
    }
}
