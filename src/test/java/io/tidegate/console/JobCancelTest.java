package io.tidegate.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobCancelTest extends EditingBrowser {
    /** Enough for a job that is still at work when a hand has found the button. */
    private static final int MANY = 2_000;

    @Override
    protected String routes() {
        return """
                - outflow:
                    id: incomplete
                    on: com.test.incomplete
                    mapping:
                      email: { from: $.data.email, required: true }
                    to: %s/never
                """
                .formatted(thirdParty.url());
    }

    @Override
    protected void given() {
        for (int from = 0; from < MANY; from += 1_000) {
            String events =
                    IntStream.range(from, from + 1_000)
                            .mapToObj(
                                    i ->
                                            "{\"specversion\":\"1.0\",\"id\":\"i%d\",\"source\":\"/test\",\"type\":\"com.test.incomplete\"}"
                                                    .formatted(i))
                            .collect(Collectors.joining(",", "[", "]"));
            server.send(
                    "POST",
                    "/events",
                    events,
                    ConsoleServer.PRODUCER,
                    "application/cloudevents-batch+json");
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> open() == MANY);
    }

    private int open() {
        Map<?, ?> failed = (Map<?, ?>) get("/api/overview").get("failedQueries");
        return ((Number) failed.get("open")).intValue();
    }

    @Test
    void aJobIsCancelledWhileItRunsAndTheRestStaysAsItIs() {
        open("#/failed?connector=incomplete");
        button("Replay or discard these").click();
        page.getByText("Discard all of them").click();
        inDialog("Count them first").click();
        assertThat(page.getByText("2,000 open failed queries")).isVisible();
        inDialog("Discard 2,000").click();
        button("Cancel the job").click();
        assertThat(dialog()).containsText("What it has done stays done");
        inDialog("Cancel the job").click();

        assertThat(toasts()).containsText("The job is cancelled");
        assertThat(page.locator("h1 + *")).hasText("cancelled");
        assertThat(page.locator("main")).containsText("Cancelled by some-admin.");
        assertThat(button("Cancel the job")).hasCount(0);
        pictured("job-cancelled");
        Map<?, ?> job = get("/api/jobs/" + page.url().replaceAll(".*/", ""));
        int done = ((Number) job.get("done")).intValue();
        assertThat(done).isBetween(1, MANY - 1);
        assertThat(open()).as("what was not done is open still").isEqualTo(MANY - done);
    }
}
