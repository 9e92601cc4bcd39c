package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.identity.Limits;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed between two steps of a backfill; the identity provider goes on. */
class BackfillCrashIT {
    /** Two pages, the second not full. */
    private static final int ACCOUNTS = 110;

    private static final int PAGE = 100;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void eachStartGoesOnWithItAndNoAccountIsLostOrTakenTwice() throws Exception {
        try (ProviderOutside provider = ProviderOutside.open(folder, new Limits(10_000, 10_000));
                Receiver crm = new Receiver()) {
            for (int i = 0; i < ACCOUNTS; i++) {
                provider.add("u" + i);
            }
            TidegateProcess.Start start = start(crm);
            killed(start, provider, "after-backfill-read:1", true);
            assertThat(job(start)).isEqualTo("running 0 first page");
            assertThat(events(start)).isEmpty();

            killed(start, provider, "after-backfill-events:2", false);
            assertThat(job(start)).isEqualTo("running 0 first page");
            List<String> before = events(start);
            assertThat(before).isNotEmpty().hasSizeLessThan(PAGE);

            killed(start, provider, "after-backfill-cursor:1", false);
            assertThat(job(start)).isEqualTo("running 100 later page");
            assertThat(events(start)).hasSize(PAGE).containsAll(before);

            try (TidegateProcess last = TidegateProcess.start(start.jvm(provider.options()))) {
                await().atMost(LONG).until(() -> job(start).equals("done 110 first page"));
                await().atMost(LONG).until(() -> SqlRows.of(start.database()).unfinished() == 0);
            }
            assertThat(events(start)).hasSize(ACCOUNTS).doesNotHaveDuplicates();
            assertThat(SqlRows.of(start.database()).countByStatus())
                    .isEqualTo(Map.of("delivered", (long) ACCOUNTS));
            assertThat(crm.arrivals().stream().map(Receiver.Arrival::event).distinct())
                    .containsExactlyInAnyOrderElementsOf(events(start));
            assertThat(crm.arrivals().stream().map(Receiver.Arrival::delivery).distinct())
                    .as("one key for each account")
                    .hasSize(ACCOUNTS);
        }
    }

    private TidegateProcess.Start start(Receiver crm) throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Files.writeString(
                start.routes().resolve("crm.camel.yaml"),
                """
                - outflow:
                    id: crm
                    on: Register
                    mapping: { event: $.data.Uid, subject: $.subject }
                    to: %s
                """
                        .formatted(crm.url("crm")));
        return start;
    }

    private void killed(
            TidegateProcess.Start start, ProviderOutside provider, String place, boolean begins)
            throws Exception {
        Path marker = folder.resolve("hit");
        String[] options = provider.options("-Dtidegate.fault=" + place + ":" + marker);
        // one that goes on with a job may come to its place before its health is asked for
        try (TidegateProcess process = TidegateProcess.start(start.jvm(options))) {
            if (begins) {
                begin(process);
            }
            await().atMost(LONG).until(() -> Files.exists(marker));
            process.kill();
        }
        Files.delete(marker);
    }

    private static void begin(TidegateProcess process) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(process.url("/api/connectors/crm/backfill"))
                        .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"rate\":\"500/s\"}"))
                        .build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    private static String job(TidegateProcess.Start start) {
        return String.join(
                ",",
                rows(
                        start,
                        "SELECT state || ' ' || done || CASE WHEN cursor IS NULL THEN ' first page'"
                                + " ELSE ' later page' END FROM backfill"));
    }

    private static List<String> events(TidegateProcess.Start start) {
        return rows(start, "SELECT id FROM event WHERE type = 'backfill.crm'");
    }

    private static List<String> rows(TidegateProcess.Start start, String sql) {
        return SqlRows.of(start.database()).texts(sql);
    }
}
