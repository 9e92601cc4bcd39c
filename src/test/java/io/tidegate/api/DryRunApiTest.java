package io.tidegate.api;

import static io.tidegate.api.ApiUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunApiTest {
    private static final String URI = "/api/connectors/crm-contacts/dry-run";

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

    @Test
    void anEventIsTakenAsEventsAreTaken() {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"Register\",\"data\":{\"n\":1.50}}";
        HttpResponse<String> answer = api.post(URI, event);
        assertThat(json(answer, 200))
                .containsEntry(
                        "event",
                        Map.of(
                                "specversion", "1.0",
                                "id", "1",
                                "source", "/s",
                                "type", "Register",
                                "data", Map.of("n", new java.math.BigDecimal("1.50"))));
        assertThat(api.items("/api/events")).isEmpty();
    }

    @Test
    void aStoredEventIsTheOneThatWasSent() {
        var optional = new Event.Attributes.Optional("application/json", Map.of("trace", "t1"));
        Event event =
                new Event(
                        new Event.Attributes(
                                "e1", "/a", "Register", "u1", "2026-01-01T00:00:00Z", optional),
                        "{\"n\": 1}".getBytes(StandardCharsets.UTF_8));
        api.stored.pending(event);
        Map<String, Object> run = json(api.post(URI, "{\"eventId\":\"e1\"}"), 200);
        assertThat(run).containsEntry("event", event.root());
        assertThat(run).containsEntry("extensions", Map.of("trace", "t1"));
        assertThat(json(api.post(URI, "{\"eventId\":\"e1\",\"source\":\"/a\"}"), 200))
                .isEqualTo(run);
    }

    @Test
    void anIdThatSeveralSourcesUseNeedsItsSource() {
        for (String source : new String[] {"/a", "/b"}) {
            api.stored.pending(
                    new Event(
                            new Event.Attributes(
                                    "e1",
                                    source,
                                    "Register",
                                    null,
                                    null,
                                    Event.Attributes.Optional.NONE),
                            null));
        }
        assertThat(json(api.post(URI, "{\"eventId\":\"e1\"}"), 422))
                .containsEntry(
                        "detail",
                        "several events have this id, add \"source\" with one of: /b, /a");
        assertThat(json(api.post(URI, "{\"eventId\":\"e1\",\"source\":\"/a\"}"), 200).toString())
                .contains("source=/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"eventId\":\"e9\"} | 422 | there is no event e9; it may have been deleted by its age",
                "{\"eventId\":7} | 422 | eventId must be a text",
                "{\"eventId\":\"e1\",\"sourc\":\"/a\"} | 422 | \"sourc\" is unknown beside eventId, allowed: eventId, source",
                "[] | 400 | the body must be a JSON object",
                "{ | 400 | the body is not JSON: the JSON ends too early (line 1, column 2)",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\"} | 400 | the attribute \"type\" is missing",
            })
    void whatIsNoEventIsRefused(String body, int status, String detail) {
        assertThat(json(api.post(URI, body), status)).containsEntry("detail", detail);
    }

    @Test
    void aConnectorThatDoesNotRunIsNotFound() {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"Register\"}";
        assertThat(json(api.post("/api/connectors/other/dry-run", event), 404))
                .containsEntry(
                        "detail",
                        "no outflow or inflow connector other runs here; GET /api/connectors lists all");
    }
}
