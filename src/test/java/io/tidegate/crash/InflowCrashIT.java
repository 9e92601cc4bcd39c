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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed around an inflow's action; the identity provider goes on. */
class InflowCrashIT {
    private static final String ROUTES =
            """
            - inflow:
                id: crm-updates
                system: crm
                verify: { none: true }
                id-from: $.data.eventId
                mapping:
                  Email[0].Value: { from: $.data.email, required: true }
                  FirstName: $.data.first
                action: upsert-account
                match: [Email]
            - outflow:
                id: crm
                system: crm
                on: [Register, UpdateProfile]
                to: http://127.0.0.1:9/closed
            """;
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path folder;

    private ProviderOutside provider;

    @BeforeEach
    void openTheProvider() {
        provider = ProviderOutside.open(folder, Limits.DOCUMENTED);
    }

    @AfterEach
    void closeTheProvider() {
        provider.close();
    }

    @Test
    void aPostThatWasAcceptedIsCarriedOutByTheNextStart() throws Exception {
        TidegateProcess.Start start = start();
        killed(start, "after-send:1", "e1"); // the look-up is the first request that goes out
        assertThat(provider.accounts()).doesNotContain("ann@example.com");
        assertThat(rows(start, "SELECT status FROM delivery WHERE connector = 'crm-updates'"))
                .isEqualTo("pending");
        try (TidegateProcess next = next(start)) {
            await().atMost(LONG).until(() -> ended(start));
            assertThat(outcome(start)).contains("\"created\"");
            assertOneAccountAndNoEcho(start);
        }
    }

    @Test
    void anActionThatWasAnsweredAndNotRecordedIsFoundDoneAndItsEchoIsKnown() throws Exception {
        TidegateProcess.Start start = start();
        killed(start, "before-success-record:1", "e1");
        assertThat(provider.accounts()).contains("ann@example.com");
        assertThat(rows(start, "SELECT status FROM delivery WHERE connector = 'crm-updates'"))
                .isEqualTo("pending");
        try (TidegateProcess next = next(start)) {
            await().atMost(LONG).until(() -> ended(start));
            assertThat(outcome(start)).contains("\"unchanged\"");
            assertOneAccountAndNoEcho(start);
        }
    }

    @Test
    void aCreateWhoseAnswerWasLostIsFoundDone() throws Exception {
        TidegateProcess.Start start = start();
        killed(start, "after-send:2", "e1"); // the look-up, then the create
        await().atMost(LONG).until(() -> provider.accounts().contains("ann@example.com"));
        assertThat(rows(start, "SELECT count(*) FROM sync_write")).isEqualTo("1");
        try (TidegateProcess next = next(start)) {
            await().atMost(LONG).until(() -> ended(start));
            assertThat(outcome(start)).contains("\"unchanged\"");
            assertOneAccount();
        }
    }

    private void assertOneAccountAndNoEcho(TidegateProcess.Start start) throws Exception {
        assertOneAccount();
        String echoes = "SELECT status || ' ' || reason FROM delivery WHERE connector = 'crm'";
        await().atMost(LONG).until(() -> !rows(start, echoes).isEmpty());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(rows(start, echoes)).isEqualTo("skipped echo"));
    }

    private void assertOneAccount() throws Exception {
        assertThat(provider.accounts().split("ann@example.com", -1)).as("one account").hasSize(2);
    }

    private TidegateProcess.Start start() throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Files.writeString(start.routes().resolve("crm.camel.yaml"), ROUTES);
        return start;
    }

    private void killed(TidegateProcess.Start start, String place, String event) throws Exception {
        Path marker = folder.resolve("hit");
        String fault = "-Dtidegate.fault=" + place + ":" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(provider.options(fault)))) {
            post(first, event);
            await().atMost(LONG).until(() -> Files.exists(marker));
            first.kill();
        }
    }

    private TidegateProcess next(TidegateProcess.Start start) {
        TidegateProcess next = TidegateProcess.start(start.jvm(provider.options()));
        provider.sendWebhooksTo(next.url("/webhooks/loginradius"));
        return next;
    }

    private static void post(TidegateProcess process, String id) {
        String body = "{\"eventId\":\"%s\",\"email\":\"ann@example.com\",\"first\":\"Ann\"}";
        HttpRequest request =
                HttpRequest.newBuilder(process.url("/inflow/crm-updates"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.formatted(id)))
                        .build();
        var unused = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    }

    private static boolean ended(TidegateProcess.Start start) {
        return rows(start, "SELECT status FROM delivery WHERE connector = 'crm-updates'")
                .equals("delivered");
    }

    private static String outcome(TidegateProcess.Start start) {
        return rows(start, "SELECT result FROM delivery WHERE connector = 'crm-updates'");
    }

    private static String rows(TidegateProcess.Start start, String sql) {
        return String.join(" ", SqlRows.of(start.database()).texts(sql));
    }
}
