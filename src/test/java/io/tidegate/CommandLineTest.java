package io.tidegate;

import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.api.ApiUnderTest;
import io.tidegate.cli.Cli;
import io.tidegate.config.DataFolder;
import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.event.TraceContext;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.StoredResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir Path temp;
    final Map<String, String> environment = new HashMap<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    String ran = "";

    int tidegate(String... args) {
        out.reset();
        err.reset();
        var installation =
                new CommandInstallation(
                        environment,
                        new Properties(),
                        sandbox -> {
                            ran += sandbox ? "sandbox" : "server";
                            return 0;
                        });
        return new Cli(
                        installation,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runStartsTheServer() {
        assertThat(tidegate("run")).isZero();
        assertThat(tidegate("run", "--sandbox")).isZero();
        assertThat(ran).isEqualTo("serversandbox");
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(tidegate()).isEqualTo(2);
        assertThat(tidegate("runn")).isEqualTo(2);
        assertThat(tidegate("deliveries", "--state", "x")).isEqualTo(2);
        assertThat(tidegate("trace")).isEqualTo(2);
        environment.put("TIDEGATE_PORT", "x");
        assertThat(tidegate("failed")).isEqualTo(2);
        assertThat(complained())
                .isEqualTo(
                        String.format(
                                "tidegate: a setting is wrong; nothing was started:%n"
                                        + "  TIDEGATE_PORT is \"x\", allowed is a number from 0 to 65535%n"));
    }

    @Test
    void anUnknownSettingIsWarnedOf() throws IOException {
        stopped();
        environment.put("TIDEGATE_PROT", "1");
        tidegate("failed");
        assertThat(complained())
                .contains(
                        "tidegate: TIDEGATE_PROT is not a setting and is ignored; did you mean TIDEGATE_PORT?");
    }

    @Test
    void theTokenIsTheOneOfTheDataFolderOrOfItsSandbox() throws IOException {
        try (ApiUnderTest api = running()) {
            api.stored.pending("e1", "ann");
            environment.remove("TIDEGATE_ADMIN_TOKEN");
            environment.put("TIDEGATE_DATA_DIR", temp.toString());
            assertThat(tidegate("deliveries")).isEqualTo(1);
            assertThat(complained())
                    .contains(" wants another admin token: set TIDEGATE_ADMIN_TOKEN");

            Files.writeString(temp.resolve("admin.token"), "another\n");
            Path sandbox = Files.createDirectory(temp.resolve("sandbox"));
            Files.writeString(sandbox.resolve("admin.token"), ApiUnderTest.TOKEN + "\n");
            assertThat(tidegate("deliveries")).as(complained()).isZero();

            Files.writeString(temp.resolve("admin.token"), ApiUnderTest.TOKEN + "\n");
            Files.delete(sandbox.resolve("admin.token"));
            assertThat(tidegate("deliveries")).as(complained()).isZero();
        }
    }

    @Test
    void everyCommandAsksTheServerThatRuns() {
        try (ApiUnderTest api = running()) {
            DeliveryRef delivery = api.stored.pending("e1", "ann");
            long failed = api.stored.failed(delivery, "e1", 0);

            assertThat(tidegate("connectors")).isZero();
            assertThat(columns())
                    .contains(
                            "crm-contacts|active|Register|https://api.crm.example/v1/contacts/{email}|1|2|3|routes/crm.camel.yaml:2");
            assertThat(
                            tidegate(
                                    "deliveries",
                                    "--status",
                                    "failed",
                                    "--connector",
                                    "crm-contacts",
                                    "--subject",
                                    "ann"))
                    .isZero();
            assertThat(columns())
                    .containsExactly(
                            "DELIVERY|CREATED|CONNECTOR|EVENT|TYPE|SUBJECT|STATUS|ATTEMPTS|REASON",
                            delivery.id()
                                    + "|"
                                    + Instant.ofEpochMilli(NOW)
                                    + "|crm-contacts|e1|Register|ann|failed|2|failed at request");
            assertThat(tidegate("deliveries", "--status", "delivered", "--json")).isZero();
            assertThat(said().strip()).isEqualTo("{\"items\":[],\"next\":null}");
            assertThat(tidegate("failed")).isZero();
            assertThat(columns().get(1))
                    .startsWith(
                            failed
                                    + "|"
                                    + Instant.ofEpochMilli(NOW)
                                    + "|crm-contacts|e1|request|503|2|open|");
            assertThat(tidegate("failed", "show", Long.toString(failed))).isZero();
            assertThat(said())
                    .contains(
                            "request       PUT https://api.crm.example/v1/contacts/1?key={{secret:crm}}",
                            "503 busy");
            assertThat(tidegate("failed", "replay", Long.toString(failed), "--from", "event"))
                    .isZero();
            assertThat(said())
                    .isEqualTo(
                            String.format(
                                    "delivery %s of crm-contacts is pending again; follow it by: tidegate trace e1%n",
                                    delivery.id()));
            assertThat(api.stored.released).containsExactly("crm-contacts");
            assertThat(tidegate("failed", "list", "--state", "replayed")).isZero();
            assertThat(columns()).hasSize(2);
            assertThat(tidegate("backup", temp.resolve("b.db").toString())).isZero();
            assertThat(temp.resolve("b.db")).isNotEmptyFile();
        }
    }

    @Test
    void anEditedReplayIsPutTogetherFromItsOptions() throws IOException {
        try (ApiUnderTest api = running()) {
            DeliveryRef delivery = api.stored.pending("e1", "ann");
            String failed = Long.toString(api.stored.failed(delivery, "e1", 0));
            Path body = Files.writeString(temp.resolve("body.json"), "{\"a\":\"ä\"}");
            assertThat(tidegate("failed", "replay", failed, "--header", "nothing")).isEqualTo(2);
            assertThat(tidegate("failed", "replay", failed, "--url", "ftp://x")).isEqualTo(2);
            assertThat(complained())
                    .startsWith(
                            "tidegate: request.url is \"ftp://x\", allowed is an absolute http or https URL");
            assertThat(
                            tidegate(
                                    "failed",
                                    "replay",
                                    failed,
                                    "--url",
                                    "https://x.example",
                                    "--header",
                                    "A: b",
                                    "--header",
                                    "C: d",
                                    "--body",
                                    "@" + body))
                    .isZero();
            assertThat(api.stored.row("SELECT url, headers, body FROM request"))
                    .isEqualTo(
                            "https://x.example|{\"A\":\"b\",\"C\":\"d\",\"Idempotency-Key\":\"KEY\"}|{\"a\":\"ä\"}"
                                    .replace("KEY", delivery.id() + ".1"));
        }
    }

    @Test
    void manyFailedQueriesAreReplayedOrDiscardedByAFilter() {
        try (ApiUnderTest api = running()) {
            for (String id : List.of("e1", "e2", "e3")) {
                api.stored.failed(api.stored.pending(id, "ann"), id, 0);
            }
            assertThat(tidegate("failed", "replay")).isEqualTo(2);
            assertThat(complained()).startsWith("say an ID, or --all");
            assertThat(tidegate("failed", "discard", "7", "--text", "e1")).isEqualTo(2);
            assertThat(complained()).startsWith("filters and --dry-run go with --all");
            assertThat(tidegate("failed", "replay", "--all", "--url", "http://x")).isEqualTo(2);

            assertThat(tidegate("failed", "replay", "--all", "--text", "E1", "--dry-run")).isZero();
            assertThat(said().lines())
                    .startsWith("1 open failed queries; nothing was changed", "  crm-contacts: 1");
            assertThat(tidegate("failed", "replay", "--all", "--text", "E1")).isZero();
            assertThat(said().lines()).first().asString().matches("job \\d+: 1 failed queries");
            assertThat(api.stored.released).containsExactly("crm-contacts");
            assertThat(tidegate("failed", "discard", "--all")).isZero();
            assertThat(said().lines()).last().isEqualTo("done, done: 2, refused: 0");
            assertThat(tidegate("failed", "list", "--state", "all", "--status", "503")).isZero();
            assertThat(columns()).hasSize(4);
        }
    }

    @Test
    void aListGoesOnThroughPagesInWhichNothingIsFound() {
        try (ApiUnderTest api = running()) {
            DeliveryRef rare = api.stored.pending("e1", "ann");
            api.stored
                    .journal
                    .change(
                            (connection, dialect) -> {
                                try (Statement fill = connection.createStatement()) {
                                    return fill.executeUpdate(
                                            "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted"
                                                    + " WHERE n < 21000) INSERT INTO delivery (id, connector, event,"
                                                    + " subject_hash, status, blocked, due_at, created_at) SELECT id + n,"
                                                    + " 'bulk', event, 0, 'delivered', 0, 0, 0 FROM counted, delivery");
                                }
                            })
                    .toCompletableFuture()
                    .join();
            assertThat(tidegate("deliveries", "--connector", "crm-contacts", "--limit", "1"))
                    .isZero();
            assertThat(said()).contains(Long.toString(rare.id())).doesNotContain("more:");
            assertThat(tidegate("deliveries", "--connector", "bulk", "--limit", "2")).isZero();
            assertThat(said().lines().toList())
                    .hasSize(4)
                    .last()
                    .asString()
                    .startsWith("more: --cursor ");
        }
    }

    /** As a program would: a fast machine answers the test above with its first page. */
    @Test
    void asJsonAPageIsShownAsItCameAlsoAnEmptyOne() throws IOException {
        String page = "{\"items\":[],\"next\":\"c1\"}";
        try (AnsweringServer server = new AnsweringServer()) {
            String url =
                    server.url(
                            "api",
                            List.of(
                                    AnsweringServer.Answer.of(200, "{}"),
                                    AnsweringServer.Answer.of(200, page)));
            environment.put("TIDEGATE_PORT", Integer.toString(URI.create(url).getPort()));
            assertThat(tidegate("deliveries", "--connector", "crm-contacts", "--json")).isZero();
            assertThat(said().strip()).isEqualTo(page);
            assertThat(server.got("api")).hasSize(2);
        }
    }

    @Test
    void theAnswerNoIsOneAndSaysWhy() {
        try (ApiUnderTest api = running()) {
            String failed =
                    Long.toString(api.stored.failed(api.stored.pending("e1", "ann"), "e1", 0));
            assertThat(tidegate("failed", "discard", failed)).isZero();
            assertThat(tidegate("failed", "discard", failed)).isEqualTo(1);
            assertThat(complained())
                    .isEqualTo(
                            String.format(
                                    "tidegate: failed query %s is discarded, only an open one can be discarded; nothing was"
                                            + " changed%n",
                                    failed));
            assertThat(tidegate("trace", "nope")).isEqualTo(1);
            assertThat(tidegate("deliveries", "--status", "done")).isEqualTo(2);
            environment.put("TIDEGATE_ADMIN_TOKEN", "another");
            assertThat(tidegate("deliveries")).isEqualTo(1);
            assertThat(complained())
                    .contains("wants another admin token: set TIDEGATE_ADMIN_TOKEN");
        }
    }

    @Test
    void traceTellsTheWholeLifeOfAnEvent() {
        try (ApiUnderTest api = running()) {
            DeliveryRef delivery = api.stored.pending("e1", "ann");
            long failed = api.stored.failed(delivery, "e1", 0);
            tidegate("failed", "discard", Long.toString(failed));

            assertThat(tidegate("trace", "e1")).isZero();
            assertThat(said().lines())
                    .containsExactly(
                            "event e1 of //shop",
                            "  type          Register",
                            "  subject       ann",
                            "  time          2026-09-21T10:00:00Z",
                            "  accepted      " + at(0),
                            "  data          {\"Email\":\"a@b.example\"}",
                            "",
                            "delivery " + delivery.id() + " to crm-contacts: failed at request",
                            "  created       " + at(0),
                            "  rules         hold",
                            "  reason        failed at request",
                            "  key           " + delivery.id(),
                            "  request       PUT https://api.crm.example/v1/contacts/1?key={{secret:crm}}",
                            "                Content-Type: application/json",
                            "                {\"email\":\"a@b.example\"}",
                            "  attempt 1     " + at(-9_000) + "  80 ms  500  answered 500",
                            "                \\u0000ÿ",
                            "  attempt 2     "
                                    + at(-500)
                                    + "  120 ms  503  the third party answered 503",
                            "                busy",
                            "  finished      " + at(0),
                            "  failed query  "
                                    + failed
                                    + ", discarded "
                                    + at(0)
                                    + " by admin: failed at request");
            assertThat(tidegate("trace", "e1", "--json")).isZero();
            assertThat(said())
                    .startsWith("{\"id\":\"e1\"")
                    .contains("\"failedQueries\":[{\"id\":\"" + failed + "\"");
        }
    }

    @Test
    void traceTellsTheDistributedTraceOfAnEvent() {
        try (ApiUnderTest api = running()) {
            Event event = StoredDeliveries.event("e1", "ann");
            api.stored.pending(
                    event.in(
                            TraceContext.of(
                                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                    null)));

            assertThat(tidegate("trace", "e1")).isZero();
            assertThat(said().lines()).contains("  trace id      4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }

    @Test
    void traceTellsWhichRuleSkippedAndWhyADeliveryIsHeld() {
        try (ApiUnderTest api = running()) {
            api.stored.record(
                    api.stored.pending("e1", null),
                    new Change.Skipped("rule", "$[?(@.data.x)]"),
                    new DeliveryRecord.Made(0, null, null, false));
            api.stored.pending("e2", null);
            api.connectors.clear();
            tidegate("trace", "e1");
            assertThat(said())
                    .contains("to crm-contacts: skipped", "  rule          $[?(@.data.x)]")
                    .doesNotContain("hold");
            tidegate("trace", "e2");
            assertThat(said())
                    .contains(
                            "to crm-contacts: pending, due "
                                    + at(0)
                                    + ", held: the connector is missing");
        }
    }

    @Test
    void whatComesWithDataCannotSteerTheTerminal() throws Exception {
        try (ApiUnderTest api = running()) {
            String id = "e\u001b[2J\u202e\u009b1";
            api.stored.pending(id, "a\nb\u0007");
            for (List<String> command :
                    List.of(
                            List.of("trace", id),
                            List.of("deliveries"),
                            List.of("deliveries", "--json"),
                            List.of("trace", id, "--json"))) {
                assertThat(tidegate(command.toArray(String[]::new))).isZero();
                assertThat(said())
                        .doesNotContain("\u001b", "\u202e", "\u009b", "\u0007")
                        .containsIgnoringCase("\\u001b[2J");
            }
            assertThat(Json.parse(out.toByteArray()).toString())
                    .as("is still the same JSON")
                    .contains(id);
            assertThat(tidegate("trace", "\u001b[2J")).isEqualTo(1);
            assertThat(complained()).doesNotContain("\u001b").containsIgnoringCase("\\u001b[2J");
        }
    }

    @Test
    void afterHooksAreRunAgainWithOrWithoutAServer() throws IOException {
        DeliveryRef delivery;
        try (ApiUnderTest api = running()) {
            delivery = api.stored.pending("e1", "ann");
            var made = new DeliveryRecord.Made(1, null, null, false);
            var answer = new StoredResponse(201, Map.of(), new byte[0]);
            api.stored.record(delivery, new Change.Delivered(answer), made);
            api.stored.record(delivery, new Change.HooksDone(null), made);
            assertThat(tidegate("deliveries", "after", Long.toString(delivery.id()))).isZero();
            assertThat(said())
                    .isEqualTo(
                            String.format(
                                    "the after hooks of delivery %s of crm-contacts are due again; follow it by:"
                                            + " tidegate trace e1%n",
                                    delivery.id()));
            api.stored.record(delivery, new Change.HooksFailed("after", "x"), made);
        }
        stopped();
        assertThat(tidegate("deliveries", "after", Long.toString(delivery.id()))).isZero();
        assertThat(tidegate("deliveries", "after", Long.toString(delivery.id()))).isEqualTo(1);
        assertThat(complained()).contains("has after hooks that are due and run by themselves");
        assertThat(tidegate("deliveries", "after")).isEqualTo(2);
        assertThat(tidegate("deliveries")).isZero();
    }

    @Test
    void withNoneRunningItOpensTheJournalUnderTheLock() throws IOException {
        stopped();
        long failed;
        try (StoredDeliveries stored =
                new StoredDeliveries("jdbc:sqlite:" + temp.resolve("tidegate.db"))) {
            failed = stored.failed(stored.pending("e1", "ann"), "e1", 0);
        }
        assertThat(tidegate("connectors")).isEqualTo(1);
        assertThat(complained())
                .startsWith("tidegate: no server runs, and only a running one knows");
        assertThat(tidegate("failed", "replay", Long.toString(failed))).as(complained()).isZero();
        assertThat(tidegate("failed", "show", Long.toString(failed))).isZero();
        assertThat(said()).contains(", replayed ", " by cli:" + System.getProperty("user.name"));
        assertThat(tidegate("audit", "--action", "failed-query.*")).as(complained()).isZero();
        assertThat(columns().get(0)).isEqualTo("AT|WHO|ACTION|TARGET|FROM|BEFORE|AFTER");
        assertThat(columns()).hasSize(2);
        assertThat(columns().get(1))
                .contains(
                        "|cli:"
                                + System.getProperty("user.name")
                                + "|failed-query.replay|"
                                + failed
                                + "|");
        assertThat(tidegate("audit", "--target", "nothing", "--json")).isZero();
        assertThat(said().strip()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(tidegate("audit", "--from", "yesterday")).isEqualTo(2);
        assertThat(complained()).contains("yesterday");
        assertThat(tidegate("trace", "e1")).isZero();
        assertThat(said()).contains("to crm-contacts: pending, due ");
        assertThat(tidegate("backup", temp.resolve("b.db").toString())).isZero();
        assertThat(temp.resolve("b.db")).isNotEmptyFile();
    }

    @Test
    void whereSomebodyElseHoldsTheDataFolderNothingIsOpened() throws IOException {
        stopped();
        new StoredDeliveries("jdbc:sqlite:" + temp.resolve("tidegate.db")).close();
        try (DataFolder held = DataFolder.lock(temp)) {
            assertThat(held).isNotNull();
            assertThat(tidegate("deliveries")).isEqualTo(1);
            assertThat(complained())
                    .startsWith("tidegate: no server answers at 127.0.0.1:")
                    .contains(
                            "but process "
                                    + ProcessHandle.current().pid()
                                    + " works on the data folder "
                                    + temp);
        }
        assertThat(tidegate("deliveries")).isZero();
    }

    @Test
    void whereNothingEverRanNothingIsMade() throws IOException {
        stopped();
        environment.put("TIDEGATE_DATA_DIR", temp.resolve("none").toString());
        assertThat(tidegate("failed")).isEqualTo(1);
        assertThat(complained())
                .contains("there is no journal at " + temp.resolve("none/tidegate.db"));
        assertThat(temp.resolve("none")).doesNotExist();
    }

    @Test
    void aServerThatIsDownOrNotThereIsNotHealthy() throws IOException {
        String health =
                "{\"status\":\"down\",\"reason\":\"work is due for 61 s and no attempt ended\","
                        + "\"journal\":\"writable\",\"pending\":3,\"waiting\":2,\"degraded\":[\"a\\u001b[2J\"]}";
        try (AnsweringServer down = new AnsweringServer()) {
            String url = down.url("observe", List.of(AnsweringServer.Answer.of(503, health)));
            environment.put("TIDEGATE_PORT", Integer.toString(URI.create(url).getPort()));
            assertThat(tidegate("health")).isEqualTo(1);
            assertThat(said())
                    .isEqualTo(
                            String.format(
                                    "down: work is due for 61 s and no attempt ended%n"
                                            + "journal: writable%n"
                                            + "unfinished: 3 pending, 2 waiting%n"
                                            + "degraded: a\\u001b[2J%n"));
        }
        stopped();
        assertThat(tidegate("health")).isEqualTo(1);
        assertThat(complained())
                .startsWith(
                        "tidegate: the server at http://127.0.0.1:"
                                + environment.get("TIDEGATE_PORT")
                                + " does not answer: ");
    }

    private ApiUnderTest running() {
        ApiUnderTest api = new ApiUnderTest(temp);
        environment.put("TIDEGATE_PORT", Integer.toString(api.port()));
        environment.put("TIDEGATE_ADMIN_TOKEN", ApiUnderTest.TOKEN);
        return api;
    }

    /** A port where nobody listens. */
    private void stopped() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            environment.put("TIDEGATE_PORT", Integer.toString(free.getLocalPort()));
        }
        environment.put("TIDEGATE_DATA_DIR", temp.toString());
    }

    private static String at(long after) {
        return Instant.ofEpochMilli(NOW + after).toString();
    }

    private List<String> columns() {
        return said().lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
    }
}
