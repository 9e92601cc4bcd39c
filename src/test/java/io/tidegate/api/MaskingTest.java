package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.DeliveryRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskingTest {
    private static final Caller VIEWER = new Caller("vera", Role.VIEWER);
    private static final Caller OPERATOR = new Caller("olga", Role.OPERATOR);

    @TempDir Path temp;

    /** What is stored has {@code a@b.example} in its event, its request and its answer. */
    @Test
    void aViewerSeesTheShapeOfEveryPayloadAndNoValue() {
        try (ApiUnderTest api = new ApiUnderTest(temp)) {
            DeliveryRef delivery = api.stored.pending("e1", "ann");
            long failed = api.stored.failed(delivery, "e1", 0);
            List<String> paths =
                    List.of(
                            "/api/deliveries",
                            "/api/deliveries/" + delivery.id(),
                            "/api/events",
                            "/api/events/e1",
                            "/api/events/e1/trace",
                            "/api/failed-queries",
                            "/api/failed-queries/" + failed);
            for (String path : paths) {
                assertThat(ask(api, VIEWER, path)).as(path).doesNotContain("b.example");
            }
            assertThat(ask(api, OPERATOR, "/api/events/e1"))
                    .contains("\"data\":{\"Email\":\"a@b.example\"}");
            assertThat(ask(api, VIEWER, "/api/events/e1"))
                    .contains("\"data\":{\"Email\":\"•••\"}", "\"subject\":\"ann\"");
            assertThat(ask(api, VIEWER, "/api/failed-queries/" + failed))
                    .contains("\"requestBody\":\"{\\\"email\\\":\\\"•••\\\"}\"")
                    .contains("\"url\":\"https://api.crm.example/•••\"")
                    .contains("\"requestHeaders\":{\"Content-Type\":\"application/json\"}");
        }
    }

    /** Whoever adds an operation that is not masked adds it here, and says so. */
    @Test
    void theseOperationsHoldNoPayload() {
        try (ApiUnderTest api = new ApiUnderTest(temp)) {
            assertThat(
                            api.api.operations().stream()
                                    .filter(one -> one.told().isPlain())
                                    .map(one -> one.method() + " " + one.template()))
                    .containsExactlyInAnyOrder(
                            "GET /api/openapi.json",
                            "GET /api/connectors",
                            "POST /api/connectors",
                            "GET /api/connectors/{id}",
                            "GET /api/connectors/{id}/configuration",
                            "PUT /api/connectors/{id}/configuration",
                            "GET /api/connectors/{id}/export",
                            "GET /api/connectors/{id}/versions",
                            "GET /api/connectors/{id}/versions/{version}",
                            "GET /api/connectors/{id}/versions/{version}/diff/{other}",
                            "POST /api/connectors/{id}/versions/{version}/restore",
                            "GET /api/connectors/{id}/way",
                            "GET /api/converters",
                            "GET /api/destinations",
                            "GET /api/destinations/{name}",
                            "GET /api/me",
                            "GET /api/secrets",
                            "GET /api/triggers");
        }
    }

    /** All that a viewer may ask, also what is added later, with the payloads' ids in its path. */
    @Test
    void noAnswerToAViewerHoldsAPayload() {
        try (ApiUnderTest api = new ApiUnderTest(temp)) {
            DeliveryRef delivery = api.stored.pending("e1", "ann");
            long failed = api.stored.failed(delivery, "e1", 0);
            int answered = 0;
            for (Operation operation : api.api.operations()) {
                if (!operation.method().equals("GET") || !VIEWER.role().covers(operation.role())) {
                    continue;
                }
                String id =
                        operation.template().startsWith("/api/events")
                                ? "e1"
                                : operation.template().startsWith("/api/failed")
                                        ? "" + failed
                                        : operation.template().startsWith("/api/deliveries")
                                                ? "" + delivery.id()
                                                : "crm-contacts";
                String path = operation.template().replaceAll("\\{[a-z]+}", id);
                Answer answer = api.api.call(new Asked("GET", path, Map.of(), new byte[0], VIEWER));
                answered += answer.status() == 200 ? 1 : 0;
                assertThat(answer.status()).as(path).isNotEqualTo(500);
                assertThat(text(answer)).as(path).doesNotContain("b.example");
            }
            assertThat(answered).isGreaterThan(15);
        }
    }

    @Test
    void whatCannotBeMaskedIsNotToldToAViewer() {
        Answer csv =
                new Answer(200, Map.of("Content-Type", "text/csv"), StoredDeliveries.bytes("a"));
        assertThatThrownBy(() -> Masking.of(csv, false, Role.VIEWER))
                .hasMessageStartingWith("an answer that is no JSON cannot be masked");
        assertThat(Masking.of(csv, true, Role.VIEWER)).isSameAs(csv);
        assertThat(Masking.of(csv, false, Role.OPERATOR)).isSameAs(csv);
    }

    @Test
    void numbersAndBooleansAreValuesTooAndNullIsNone() {
        assertThat(masked("{\"data\":{\"a\":[1,true,null,\"x\",{\"b\":2.50}]}}", Role.VIEWER))
                .isEqualTo("{\"data\":{\"a\":[\"•••\",\"•••\",null,\"•••\",{\"b\":\"•••\"}]}}");
    }

    @Test
    void aBodyThatIsNoJsonIsMaskedWhole() {
        assertThat(masked("{\"response\":\"name=Ann&x=1\",\"body\":\"\"}", Role.VIEWER))
                .isEqualTo("{\"response\":\"•••\",\"body\":\"\"}");
    }

    @Test
    void anErrorIsToldWithoutWhatItQuotes() {
        assertThat(
                        masked(
                                "{\"error\":\"400: {\\\"m\\\":\\\"ann\\\"}\",\"reason\":\"email is \\\"ann\\\", no address; +49 170 1234567 of ann@b.example\"}",
                                Role.VIEWER))
                .isEqualTo(
                        "{\"error\":\"400: •••\",\"reason\":\"email is \\\"•••\\\", no address; ••• of •••\"}");
    }

    @Test
    void whatIsNoPayloadStays() {
        assertThat(
                        masked(
                                "{\"status\":\"failed\",\"attempts\":6,\"big\":12345678901234567890.10}",
                                Role.VIEWER))
                .isEqualTo(
                        "{\"status\":\"failed\",\"attempts\":6,\"big\":12345678901234567890.10}");
    }

    @Test
    void aCredentialInAHeaderIsMaskedForAllAndAReferenceToASecretIsNone() {
        assertThat(
                        masked(
                                "{\"headers\":{\"X-Api-Token\":\"abc\",\"Authorization\":\"Bearer {{secret:crm}}\",\"Accept\":\"*/*\"}}",
                                Role.ADMIN))
                .isEqualTo(
                        "{\"headers\":{\"X-Api-Token\":\"•••\",\"Authorization\":\"Bearer {{secret:crm}}\",\"Accept\":\"*/*\"}}");
    }

    /** A payload may be 200 levels deep, and the answer is around it. */
    @Test
    void theDeepestPayloadIsMasked() {
        String deep = "[".repeat(230) + "\"x\"" + "]".repeat(230);
        assertThat(masked("{\"data\":" + deep + "}", Role.VIEWER)).contains("[\"•••\"]");
    }

    @Test
    void aMaskedValueIsNotSentByAnEditedReplay() {
        try (ApiUnderTest api = new ApiUnderTest(temp)) {
            long failed = api.stored.failed(api.stored.pending("e1", "ann"), "e1", 0);
            String edit = "{\"request\":{\"headers\":{\"X-Token\":\"•••\"}}}";
            assertThat(
                            ApiUnderTest.json(
                                            api.post(
                                                    "/api/failed-queries/" + failed + "/replay",
                                                    edit),
                                            422)
                                    .get("detail"))
                    .isEqualTo(
                            "the value is masked (•••), which cannot be sent; write it, or leave its object out");
        }
    }

    private static String masked(String json, Role role) {
        Answer answer =
                new Answer(200, Map.of("Content-Type", Answer.JSON), StoredDeliveries.bytes(json));
        return text(Masking.of(answer, false, role));
    }

    private static String ask(ApiUnderTest api, Caller caller, String path) {
        Answer answer = api.api.call(new Asked("GET", path, Map.of(), new byte[0], caller));
        assertThat(answer.status()).isEqualTo(200);
        return text(answer);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
