package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.journal.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each failed query also reaches the endpoint that TIDEGATE_FAILED_QUERY_SINK names. */
class FailedQuerySinkTest {
    private static final String ROUTES =
            """
            - outflow:
                id: crm
                on: [Register]
                mapping: { email: { from: $.data.email, required: true } }
                to: { uri: "http://127.0.0.1:1/people" }
            - outflow:
                id: fine
                on: [Login]
                to: "mock:fine"
            - route:
                from:
                  uri: direct:count
                  steps:
                    - to: { uri: "sql:SELECT count(*) AS n FROM event", parameters: { dataSource: "#journal" } }
            - route:
                from:
                  uri: direct:forge
                  steps:
                    - to: { uri: "sql:INSERT INTO probe (filler) VALUES ('x')", parameters: { dataSource: "#journal" } }
            """;
    private static final String TABLE =
            "CREATE TABLE failures (id BIGINT, connector TEXT, event_id TEXT, subject TEXT, failed_at TEXT, body TEXT)";
    private static final String INSERT =
            "sql:INSERT INTO failures (id, connector, event_id, subject, failed_at, body)"
                    + " VALUES (:#id, :#connector, :#event_id, :#subject, :#failed_at, :#request_body)";

    @TempDir private Path folder;

    private RunningServer start(String... settings) throws Exception {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new RunningServer(folder, ROUTES, all);
    }

    private RunningServer startWithSql(String url) throws Exception {
        return start("TIDEGATE_FAILED_QUERY_SINK", INSERT, "TIDEGATE_SINK_DATABASE_URL", url);
    }

    private String sqlite() {
        return "jdbc:sqlite:" + folder.resolve("sink.db");
    }

    private static void fail(RunningServer server, String id) throws Exception {
        assertThat(server.post(event(id, "Register", "{}")).status()).isEqualTo(202);
    }

    private static List<String> sql(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        }
    }

    private static void awaitRows(String url, String... events) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(sql(url, "SELECT event_id FROM failures ORDER BY id"))
                                        .containsExactlyInAnyOrder(events));
    }

    @Test
    void theSinkGetsTheRowOfADeliveryThatFailedBeforeItsRequest() throws Exception {
        try (RunningServer server = start("TIDEGATE_FAILED_QUERY_SINK", "mock:sink")) {
            MockEndpoint sink = server.camelContext().getEndpoint("mock:sink", MockEndpoint.class);
            fail(server, "1");

            Awaitility.await()
                    .untilAsserted(() -> assertThat(sink.getReceivedCounter()).isEqualTo(1));
            Map<?, ?> row = sink.getReceivedExchanges().get(0).getMessage().getBody(Map.class);
            assertThat(row.get("connector")).isEqualTo("crm");
            assertThat(row.get("event_id")).isEqualTo("1");
            assertThat(row.get("stage")).isEqualTo("mapping");
            assertThat(row.get("attempts")).isEqualTo(0);
            assertThat(row.get("state")).isEqualTo("open");
            assertThat((String) row.get("error")).contains("email");
        }
    }

    @Test
    void whileItIsDownDeliveriesGoOnAndItGetsEveryRowWhenItIsBack() throws Exception {
        try (RunningServer server = startWithSql(sqlite())) { // down: without its table
            MockEndpoint fine = server.camelContext().getEndpoint("mock:fine", MockEndpoint.class);
            for (int i = 1; i <= 3; i++) {
                fail(server, "f" + i);
                server.post(event("l" + i, "Login", "{}"));
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(fine.getReceivedCounter()).isEqualTo(3));
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.get("/observe/health").body())
                                            .contains(
                                                    "\"status\":\"up\"",
                                                    "the failed-query sink takes no rows: they wait in the journal"));
            assertThat(server.rows("SELECT count(*) FROM failed_query_sink")).containsExactly("3");

            sql(sqlite(), TABLE);
            awaitRows(sqlite(), "f1", "f2", "f3");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.rows("SELECT id FROM failed_query_sink"))
                                            .isEmpty());
            assertThat(server.get("/observe/health").body()).contains("\"degraded\":[]");
        }
    }

    @Test
    void rowsThatAStopFoundInTheQueueComeAfterTheNextStart() throws Exception {
        try (RunningServer server = startWithSql(sqlite())) {
            fail(server, "1");
            fail(server, "2");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.rows("SELECT id FROM failed_query_sink"))
                                            .hasSize(2));
        }
        sql(sqlite(), TABLE);
        try (RunningServer server = startWithSql(sqlite())) {
            fail(server, "3");
            awaitRows(sqlite(), "1", "2", "3");
        }
    }

    @Test
    void postgresqlIsASinkAndAJournalToo() throws Exception {
        String url = RealPostgres.freshDatabase();
        String sink = RealPostgres.freshDatabase();
        sql(sink, TABLE);
        try (RunningServer server =
                start(
                        "TIDEGATE_DATABASE_URL",
                        url,
                        "TIDEGATE_FAILED_QUERY_SINK",
                        INSERT,
                        "TIDEGATE_SINK_DATABASE_URL",
                        sink)) {
            fail(server, "1");
            awaitRows(sink, "1");
            readsTheJournalButCannotWriteIt(server, "read-only transaction");
        }
        assertThat(sql(url, "SELECT count(*) FROM probe")).containsExactly("0");
    }

    @Test
    void aRouteReadsTheJournalAndCannotWriteIt() throws Exception {
        try (RunningServer server = start()) {
            fail(server, "1");
            readsTheJournalButCannotWriteIt(server, "readonly database");
            assertThat(server.rows("SELECT count(*) FROM probe")).containsExactly("0");
        }
    }

    private static void readsTheJournalButCannotWriteIt(RunningServer server, String refusal)
            throws Exception {
        try (ProducerTemplate template = server.camelContext().createProducerTemplate()) {
            List<?> rows = template.requestBody("direct:count", null, List.class);
            assertThat(((Map<?, ?>) rows.get(0)).get("n")).hasToString("1");
            assertThatThrownBy(() -> template.requestBody("direct:forge", (Object) null))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasStackTraceContaining(refusal);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sqlx:INSERT                    | No endpoint could be found for: sqlx://INSERT
                    timer:often                    | Cannot produce to a TimerEndpoint
                    trigger:crm?on=Register        | trigger:crm starts a route, nothing can be sent to it
                    log:x?levle=INFO               | Unknown parameters
                    sql:DELETE FROM t              | its database is the bean #sink: set TIDEGATE_SINK_DATABASE_URL too
                    sql:DELETE FROM t?dataSource=#s | No bean could be found in the registry for: s
                    """)
    void aSinkThatNothingCanBeSentToIsAnErrorOfTheStart(String uri, String why) {
        assertThatThrownBy(() -> start("TIDEGATE_FAILED_QUERY_SINK", uri))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tidegate.failed-query-sink is \"" + uri.split("[?]")[0])
                .hasMessageContaining(", which cannot be sent to: ")
                .hasMessageContaining(why)
                .hasMessageContaining(". Tidegate does not start;");
    }

    @Test
    void aDatabaseWithoutADriverIsAnErrorOfTheStartThatDoesNotShowItsPassword() {
        assertThatThrownBy(() -> startWithSql("jdbc:oracle:thin:me/hunter2@db"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "tidegate.sink-database-url begins with \"jdbc:oracle:\", for which there is no driver on board")
                .hasMessageNotContaining("hunter2");
    }
}
