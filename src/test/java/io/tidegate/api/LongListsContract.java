package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.FailedQueryFilter;
import io.tidegate.failedquery.FailedQueryPage;
import io.tidegate.failedquery.SqlFailedQueries;
import io.tidegate.journal.Payloads;
import io.tidegate.journal.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rare filters on 100,000 rows. Event and delivery n are row n and row 1,000,000 + n. All are of
 * the connector bulk and delivered, but:
 *
 * <ul>
 *   <li>each 30,000th is of the connector, type, source and subject rare, and skipped
 *   <li>20,001 to 40,000 failed, 25,000 for the connector rare; each has a failed query, replayed,
 *       but for 25,000 (open) and 35,000 (discarded)
 *   <li>48,001 to 60,000 wait for a retry of the connector slow, 1 to 3 of the connector few
 * </ul>
 */
abstract class LongListsContract {
    private static final int ROWS = 100_000;
    private static final int LIMIT = 500;

    /** A window is looked at for its end, then each row, and its event. */
    private static final long MOST_SCANNED = 4L * SqlWindow.MAX_ROWS + 2 * LIMIT;

    /** Unfinished ones are counted first. */
    private static final long MOST_COUNTED = 2L * SqlDeliveries.FEW + MOST_SCANNED;

    /** A text is looked for in several columns. */
    private static final long MOST_SEARCHED = 2 * MOST_SCANNED;

    /** Without the two databases' differences. */
    static final List<String> FILL =
            List.of(
                    "INSERT INTO event (seq, id, source, type, subject, data, partition, accepted_at) SELECT n, 'e' || n,"
                            + " CASE WHEN n % 30000 = 0 THEN 'rare' ELSE 'urn:bulk' END,"
                            + " CASE WHEN n % 30000 = 0 THEN 'rare.type' ELSE 'Register' END,"
                            + " CASE WHEN n % 30000 = 0 THEN 'rare' ELSE 's' || n END, NULL, 0, 0 FROM number",
                    "INSERT INTO delivery (id, connector, event, subject_hash, status, blocked, due_at, created_at)"
                            + " SELECT 1000000 + n,"
                            + " CASE WHEN n % 30000 = 0 OR n = 25000 THEN 'rare' WHEN n BETWEEN 48001 AND 60000"
                            + " THEN 'slow' WHEN n < 4 THEN 'few' ELSE 'bulk' END, n, 0,"
                            + " CASE WHEN n % 30000 = 0 AND n <> 30000 THEN 'skipped' WHEN n BETWEEN 20001 AND 40000"
                            + " THEN 'failed' WHEN n BETWEEN 48001 AND 60000 OR n < 4 THEN 'waiting' ELSE 'delivered' END,"
                            + " CASE WHEN n = 3 THEN 1 ELSE 0 END, 0, 0 FROM number",
                    "INSERT INTO failed_query (id, delivery_id, connector, event_id, event_type, stage, attempts, failed_at, state)"
                            + " SELECT 2000000 + n, 1000000 + n, CASE WHEN n IN (25000, 30000) THEN 'rare' ELSE 'bulk' END,"
                            + " 'e' || n, 'Register', 'request', 6, '2026-01-01T00:00:00Z',"
                            + " CASE n WHEN 25000 THEN 'open' WHEN 35000 THEN 'discarded' ELSE 'replayed' END"
                            + " FROM number WHERE n BETWEEN 20001 AND 40000",
                    "INSERT INTO delivery_count (minutes, begin_at, connector, outcome, step, happened, last_at)"
                            + " SELECT 60, hour.n * 3600000, 'c' || one.n, 'delivered', '', 1, 0"
                            + " FROM number hour CROSS JOIN number one WHERE hour.n <= 24 AND one.n <= 1000");

    abstract SqlFailedQueries failedQueries();

    abstract SqlDialect dialect();

    /** Reads by a connection, and asserts that no more rows than so many were looked at for it. */
    abstract <T> T reading(long mostScanned, SqlReader.Reading<T> reading) throws SQLException;

    /**
     * @param keys statements that store the events' keys
     */
    static void fill(Connection connection, String... keys) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE number (n INTEGER PRIMARY KEY)");
            statement.execute(
                    "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < "
                            + ROWS
                            + ") INSERT INTO number SELECT n FROM counted");
            for (String sql : FILL) {
                statement.execute(sql);
            }
            statement.execute("DROP TABLE number");
            for (String sql : keys) {
                statement.execute(sql);
            }
        }
    }

    private static DeliveryFilter filter(
            @Nullable String connector,
            @Nullable String status,
            @Nullable String source,
            @Nullable String subject) {
        return new DeliveryFilter(
                connector, status, null, new About(null, subject, source), Period.ALL, null);
    }

    /** Numbers of the deliveries, newest first, over all pages, each of which is bounded. */
    private List<Long> deliveries(DeliveryFilter filter, int mostPages) throws SQLException {
        List<Long> found = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        int pages = 0;
        while (before != null) {
            long from = before;
            Page<SqlDeliveryRow> page =
                    reading(
                            most(filter),
                            c ->
                                    new SqlDeliveries(
                                                    c, new Payloads(), new Held.Now(null), Set.of())
                                            .newest(filter, from, LIMIT));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(LIMIT);
            page.rows().forEach(row -> found.add(row.id() - 1_000_000));
            before = page.next();
            pages++;
        }
        assertThat(pages).isLessThanOrEqualTo(mostPages);
        return found;
    }

    private static long most(DeliveryFilter filter) {
        boolean isCounted = Set.of("waiting", "pending").contains(String.valueOf(filter.status()));
        return isCounted ? MOST_COUNTED : filter.text() == null ? MOST_SCANNED : MOST_SEARCHED;
    }

    private List<String> events(SqlEvents.Filter filter) throws SQLException {
        List<String> found = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            long from = before;
            Page<SqlEvents.Row> page =
                    reading(
                            filter.text() == null ? MOST_SCANNED : MOST_SEARCHED,
                            c -> new SqlEvents(c, new Payloads()).newest(filter, from, LIMIT));
            page.rows().forEach(row -> found.add(String.valueOf(row.json().get("id"))));
            before = page.next();
        }
        return found;
    }

    @Test
    void aRareDeliveryIsFoundPageByPage() throws SQLException {
        int pages = ROWS / SqlWindow.MAX_ROWS + 1;
        assertThat(deliveries(filter("rare", null, null, null), pages))
                .containsExactly(90_000L, 60_000L, 30_000L, 25_000L);
        assertThat(deliveries(filter(null, "skipped", null, null), pages))
                .containsExactly(90_000L, 60_000L);
        assertThat(deliveries(filter(null, null, "rare", null), pages))
                .containsExactly(90_000L, 60_000L, 30_000L);
        assertThat(deliveries(filter(null, null, null, "rare"), pages))
                .containsExactly(90_000L, 60_000L, 30_000L);
        assertThat(deliveries(filter("nobody", "delivered", null, null), pages)).isEmpty();
    }

    @Test
    void ofFailedOnesOnlyFailedOnesAreLookedAt() throws SQLException {
        assertThat(
                        deliveries(
                                filter("rare", "failed", null, null),
                                20_000 / SqlWindow.MAX_ROWS + 1))
                .containsExactly(30_000L, 25_000L);
    }

    @Test
    void fewUnfinishedOnesAreOnOnePageHoweverManyHaveEnded() throws SQLException {
        assertThat(deliveries(filter("few", "waiting", null, null), 1)).containsExactly(3L, 2L, 1L);
        assertThat(deliveries(filter("few", "pending", null, null), 1)).isEmpty();
        assertThat(deliveries(filter("few", "waiting", "rare", null), 1)).isEmpty();
    }

    @Test
    void manyUnfinishedOnesAreFoundPageByPage() throws SQLException {
        int pages = ROWS / SqlWindow.MAX_ROWS + 12_000 / LIMIT + 1;
        assertThat(deliveries(filter(null, "waiting", null, null), pages))
                .hasSize(12_003 - 1) // 60,000 is skipped
                .endsWith(48_001L, 3L, 2L, 1L);
        assertThat(deliveries(filter("slow", "waiting", "rare", null), pages)).isEmpty();
    }

    @Test
    void aFullPageEndsWhereItIsFull() throws SQLException {
        Page<SqlDeliveryRow> page =
                reading(
                        MOST_SCANNED,
                        c ->
                                new SqlDeliveries(c, new Payloads(), new Held.Now(null), Set.of())
                                        .newest(
                                                filter("bulk", null, null, null),
                                                Long.MAX_VALUE,
                                                LIMIT));
        assertThat(page.rows()).hasSize(LIMIT);
        assertThat(page.next()).isEqualTo(1_000_000 + ROWS - LIMIT + 1);
    }

    @Test
    void aRareEventIsFoundPageByPage() throws SQLException {
        List<String> rare = List.of("e90000", "e60000", "e30000");
        assertThat(events(about("rare.type", null, null))).isEqualTo(rare);
        assertThat(events(about(null, "rare", null))).isEqualTo(rare);
        assertThat(events(about(null, null, "rare"))).isEqualTo(rare);
        assertThat(events(about("rare.type", "s1", "rare"))).isEmpty();
        assertThat(events(new SqlEvents.Filter(About.ANYTHING, Period.ALL, "RARE.t")))
                .isEqualTo(rare);
    }

    private static SqlEvents.Filter about(
            @Nullable String type, @Nullable String subject, @Nullable String source) {
        return new SqlEvents.Filter(new About(type, subject, source), Period.ALL, null);
    }

    private static DeliveryFilter search(
            @Nullable String type, Period period, @Nullable String text) {
        return new DeliveryFilter(null, null, null, new About(type, null, null), period, text);
    }

    @Test
    void aTextOrATypeIsFoundPageByPage() throws SQLException {
        int pages = ROWS / SqlWindow.MAX_ROWS + 1;
        List<Long> rare = List.of(90_000L, 60_000L, 30_000L);
        assertThat(deliveries(search("rare.type", Period.ALL, null), pages)).isEqualTo(rare);
        assertThat(deliveries(search(null, Period.ALL, "RARE"), pages)).isEqualTo(rare);
        assertThat(deliveries(search(null, Period.ALL, "ra_e"), pages)).isEmpty();
        assertThat(deliveries(search(null, Period.ALL, "s59999"), pages)).containsExactly(59_999L);
    }

    @Test
    void aTextThatIsAWholeIdIsFoundAtOnce() throws SQLException {
        for (String id : List.of("1000017", "e17")) {
            Page<SqlDeliveryRow> page =
                    reading(
                            100,
                            c ->
                                    new SqlDeliveries(
                                                    c, new Payloads(), new Held.Now(null), Set.of())
                                            .newest(
                                                    search(null, Period.ALL, id),
                                                    Long.MAX_VALUE,
                                                    LIMIT));
            assertThat(page.rows()).extracting(SqlDeliveryRow::id).containsExactly(1_000_017L);
            assertThat(page.next()).isNull();
        }
        Page<SqlEvents.Row> page =
                reading(
                        100,
                        c ->
                                new SqlEvents(c, new Payloads())
                                        .newest(
                                                new SqlEvents.Filter(
                                                        About.ANYTHING, Period.ALL, "e17"),
                                                Long.MAX_VALUE,
                                                LIMIT));
        assertThat(page.rows()).extracting(row -> row.json().get("id")).containsExactly("e17");
    }

    @Test
    void ofAPeriodOnlyItsOwnRowsAreLookedAt() throws SQLException {
        Period period = new Period(1_029_990, 1_030_010);
        assertThat(deliveries(search("rare.type", period, null), 1)).containsExactly(30_000L);
        assertThat(deliveries(search(null, period, null), 1))
                .hasSize(20)
                .startsWith(30_009L)
                .endsWith(29_990L);
        reading(
                200,
                c ->
                        new SqlDeliveries(c, new Payloads(), new Held.Now(null), Set.of())
                                .newest(search("none", period, null), Long.MAX_VALUE, LIMIT));
        assertThat(
                        events(
                                new SqlEvents.Filter(
                                        new About("rare.type", null, null),
                                        new Period(29_990, 30_010),
                                        null)))
                .containsExactly("e30000");
    }

    @Test
    void ofManyConnectorsStepsOnlyOnesOwnAreLookedAt() throws SQLException {
        SqlStops stops = reading(100, c -> SqlStops.of("c500", 24 * 3_600_000L + 1, c));
        assertThat(stops.delivered()).isEqualTo(24);
    }

    @Test
    void openFailedQueriesAreCountedWithoutLookingAtOthers() throws SQLException {
        Map<String, Long> open = reading(50, c -> SqlOpen.perConnector(c, dialect()));
        assertThat(open).isEqualTo(Map.of("rare", 1L));
    }

    @Test
    void everyFilterOfFailedQueriesHasItsIndex() throws SQLException {
        assertThat(failed(null, FailedQuery.State.OPEN)).containsExactly(25_000L);
        assertThat(failed(null, FailedQuery.State.DISCARDED)).containsExactly(35_000L);
        assertThat(failed("rare", null)).containsExactly(30_000L, 25_000L);
        assertThat(failed("rare", FailedQuery.State.REPLAYED)).containsExactly(30_000L);
        assertThat(failed("bulk", FailedQuery.State.OPEN)).isEmpty();
        for (String where :
                List.of(
                        "connector = 'rare' AND",
                        "state = 'open' AND",
                        "connector = 'bulk' AND state = 'open' AND")) {
            String sql =
                    "SELECT * FROM failed_query WHERE "
                            + where
                            + " id < 9000000 ORDER BY id DESC LIMIT 50";
            reading(100, c -> new SqlSelect(sql).rows(c, row -> row.getLong(1)));
        }
    }

    private List<Long> failed(@Nullable String connector, FailedQuery.@Nullable State state) {
        FailedQueryPage page =
                failedQueries().list(FailedQueryFilter.of(connector, state), Long.MAX_VALUE, LIMIT);
        assertThat(page.next()).isNull();
        return page.items().stream().map(query -> query.id() - 2_000_000).toList();
    }
}
