package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsApiTest {
    private static final String BULK = "/api/failed-queries/bulk";

    private static ApiUnderTest api;

    @BeforeAll
    static void start(@TempDir Path temp) {
        api = new ApiUnderTest(temp);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static long failed(String event, String subject) {
        return api.stored.failed(api.stored.pending(event, subject), event, 0);
    }

    @Test
    void aPreviewCountsAndTheJobDoesThatMany() {
        long one = failed("job-1", "ann");
        failed("job-2", "ann");
        String body = "{\"filter\":{\"text\":\"JOB-1\"},\"do\":\"replay\",\"preview\":%s}";

        Map<String, Object> preview =
                ApiUnderTest.json(api.post(BULK, body.formatted("true")), 200);
        assertThat(preview.get("count")).isEqualTo(1);
        assertThat(preview.get("connectors")).isEqualTo(Map.of("crm-contacts", 1));
        assertThat(preview.get("oldest")).isEqualTo(preview.get("newest")).isNotNull();

        Map<String, Object> job = ApiUnderTest.json(api.post(BULK, body.formatted("false")), 202);
        assertThat(job.get("filter")).isEqualTo(Map.of("text", "JOB-1"));
        assertThat(job.get("startedBy")).isEqualTo("admin");
        String path = "/api/jobs/" + job.get("id");
        await().until(() -> api.json(path).get("state").equals("done"));
        assertThat(api.json(path).get("done")).isEqualTo(1);
        assertThat(api.items("/api/jobs").get(0).get("id")).isEqualTo(job.get("id"));
        assertThat(api.json("/api/failed-queries/" + one).get("state")).isEqualTo("replayed");
        assertThat(ApiUnderTest.json(api.delete(path), 409).get("detail"))
                .isEqualTo("job " + job.get("id") + " has ended: done");
        assertThat(api.items("/api/audit?action=failed-query.bulk")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /filter | filter must be an object; {} means every open failed query",
                "{\"filter\":{},\"do\":\"x\"} | /do | do is \"x\", allowed are replay, replay-from-event, discard",
                "{\"filter\":{\"state\":\"open\"}} | /filter/state | \"state\" is unknown here, allowed: connector, type, subject, stage, status, from, to, text",
                "{\"filter\":{\"status\":\"4xx\"}} | /filter/status | status is \"4xx\", allowed is an HTTP status, 100 to 599",
                "{\"filter\":{},\"do\":\"discard\",\"preview\":1} | /preview | preview is \"1\", allowed are true and false",
                "{\"filters\":{}} | /filters | \"filters\" is unknown here, allowed: filter, do, preview"
            })
    void whatIsWrongIsSaid(String body, String pointer, String detail) {
        Map<String, Object> problem = ApiUnderTest.json(api.post(BULK, body), 422);
        assertThat(problem.get("errors"))
                .isEqualTo(List.of(Map.of("pointer", pointer, "detail", detail)));
    }

    @Test
    void aFilterOfTheListThatCannotBeIsSaid() {
        assertThat(ApiUnderTest.json(api.get("/api/failed-queries?to=now"), 400).get("detail"))
                .isEqualTo("to is \"now\", allowed is a time such as 2026-01-31T08:00:00Z");
        assertThat(ApiUnderTest.json(api.get("/api/jobs/7"), 404).get("detail"))
                .isEqualTo("there is no job 7; it may have been deleted by its age");
    }

    @Test
    void aFailureIsExplainedInPlainWords() {
        long id = failed("why-1", "bob");
        Map<?, ?> query = (Map<?, ?>) api.json("/api/failed-queries/" + id).get("explanation");
        assertThat(query.get("what"))
                .isEqualTo(
                        "The third party had an error of its own, as often as it was tried (HTTP 503).");
        assertThat(query.get("next")).isEqualTo("When it is back, replay it as it was.");
        Object delivery = api.json("/api/failed-queries/" + id).get("deliveryId");
        assertThat(api.json("/api/deliveries/" + delivery).get("explanation")).isEqualTo(query);
    }
}
