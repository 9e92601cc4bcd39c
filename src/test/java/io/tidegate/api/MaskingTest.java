package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

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
        return text(Masking.of(answer, "/api/deliveries/{id}", role));
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
