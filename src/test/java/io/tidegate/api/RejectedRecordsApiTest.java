package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.bus.BusRecord;
import io.tidegate.bus.Place;
import io.tidegate.bus.RejectedRecord;
import io.tidegate.bus.SqlRejectedRecords;
import io.tidegate.failedquery.StoredDeliveries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRecordsApiTest {
    private static final String LIST = "/api/rejected-records";

    @TempDir private Path temp;
    private ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp);
        keep(api.stored, new Place("orders", 1, 7L, null, 1_000), "{\"mail\":\"a@b.example\"}");
        keep(api.stored, new Place("events", null, null, "ID:1", 2_000), "hello");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    static void keep(StoredDeliveries stored, Place place, String body) {
        BusRecord origin =
                new BusRecord(
                        place,
                        new byte[] {(byte) 0xff},
                        List.of(new BusRecord.Header("x-owner", "ann")),
                        body.getBytes(StandardCharsets.UTF_8));
        new SqlRejectedRecords(stored.journal, () -> true, stored.clock)
                .keep(List.of(new RejectedRecord(origin, "type is \"ann\", which is none")))
                .toCompletableFuture()
                .join();
    }

    @Test
    void theyAreListedNewestFirst() {
        List<Map<String, Object>> items = api.items(LIST);
        assertThat(items).extracting("topic").containsExactly("events", "orders");
        assertThat(items.get(0)).containsEntry("messageId", "ID:1").containsEntry("offset", null);
        assertThat(items.get(1))
                .containsEntry("partition", 1)
                .containsEntry("offset", 7)
                .containsEntry("sentAt", "1970-01-01T00:00:01Z")
                .containsEntry("size", 22)
                .doesNotContainKey("body");
        assertThat(api.items(LIST + "?topic=orders")).hasSize(1);
        assertThat(api.items(LIST + "?limit=1")).extracting("topic").containsExactly("events");
    }

    @Test
    void whatIsRareIsFoundAtTheFirstQuestion() throws SQLException {
        int more = SqlWindow.MAX_ROWS + 100;
        String url = "jdbc:sqlite:" + temp.resolve("tidegate.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement fill = connection.createStatement()) {
            fill.execute(
                    "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < "
                            + more
                            + ") INSERT INTO rejected_record (id, topic, message_id, sent_at, reason, headers, bytes,"
                            + " size, rejected_at) SELECT (SELECT max(id) FROM rejected_record) + n, 'many', n, 0, '',"
                            + " '{}', x'00', 1, 0 FROM counted");
        }
        assertThat(api.items(LIST + "?topic=orders")).hasSize(1);
    }

    @Test
    void oneIsShownAsItCame() {
        String id = api.items(LIST + "?topic=orders").get(0).get("id").toString();
        assertThat(api.json(LIST + "/" + id))
                .containsEntry("body", "{\"mail\":\"a@b.example\"}")
                .containsEntry("recordKey", "/w==")
                .containsEntry("recordKeyEncoding", "base64")
                .containsEntry("headers", Map.of("x-owner", "ann"));
        assertThat(ApiUnderTest.json(api.get(LIST + "/1"), 404).get("detail").toString())
                .startsWith("there is no rejected record 1");
    }

    @Test
    void aViewerSeesItsShapeAlone() {
        String id = api.items(LIST + "?topic=orders").get(0).get("id").toString();
        Caller viewer = new Caller("vera", Role.VIEWER);
        Answer answer =
                api.api.call(new Asked("GET", LIST + "/" + id, Map.of(), new byte[0], viewer));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("\"body\":\"{\\\"mail\\\":\\\"•••\\\"}\"")
                .contains("\"headers\":{\"x-owner\":\"•••\"}", "\"recordKey\":\"•••\"")
                .contains("\"reason\":\"type is \\\"•••\\\", which is none\"");
    }
}
