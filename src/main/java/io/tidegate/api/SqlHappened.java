package io.tidegate.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted lately: a few rows for each connector, however many deliveries there are.
 *
 * @param events accepted ones stand as delivered
 * @param connectors by id; one without a delivery is not there
 */
record SqlHappened(Recent events, Map<String, Recent> connectors) {

    /** One by one, as they lie: a SELECT that grouped them would sort them first. */
    private static final String SELECT =
            "SELECT minutes, begin_at, connector, outcome, happened, last_at FROM delivery_count WHERE ";

    private record Row(int minutes, long beginAt, String connector, String outcome, long[] counts) {
        boolean isEnd() {
            return outcome.equals("delivered")
                    || outcome.equals("skipped")
                    || outcome.equals("failed");
        }
    }

    /** Where deliveries of a connector stopped, by step: how many were skipped, and failed. */
    record Stops(long delivered, Map<String, Outcomes> at) {}

    /** Up to this time, ms since 1970. */
    static SqlHappened until(long now, Connection connection) throws SQLException {
        SqlSelect select =
                new SqlSelect(
                        SELECT
                                + "minutes = 60 UNION ALL "
                                + SELECT
                                + "minutes = 1 AND begin_at >= ?",
                        Recent.firstMinute(now));
        Recent events = new Recent(now);
        Map<String, Recent> connectors = new HashMap<>();
        for (Row row : rows(select, connection)) {
            if (row.connector().isEmpty()) {
                events.add(row.minutes(), row.beginAt(), new Outcomes(row.counts()[0], 0, 0, 0));
                continue;
            }
            Recent of = connectors.computeIfAbsent(row.connector(), id -> new Recent(now));
            of.add(row.minutes(), row.beginAt(), Outcomes.of(row.outcome(), row.counts()[0]));
            if (row.isEnd()) {
                of.endedAt(row.counts()[1]);
            }
        }
        return new SqlHappened(events, connectors);
    }

    private static List<Row> rows(SqlSelect select, Connection connection) throws SQLException {
        return select.rows(
                connection,
                row ->
                        new Row(
                                row.getInt(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                new long[] {row.getLong(5), row.getLong(6)}));
    }

    /** Of the last day. */
    static Stops stops(String connector, long now, Connection connection) throws SQLException {
        Map<String, Outcomes> at = new LinkedHashMap<>();
        SqlSelect select =
                new SqlSelect(
                        "SELECT outcome, step, sum(happened) FROM delivery_count"
                                + " WHERE minutes = 60 AND begin_at >= ? AND connector = ? GROUP BY outcome, step",
                        Recent.firstHour(now),
                        connector);
        record Stop(String outcome, String step, long happened) {}
        long delivered = 0;
        for (Stop stop :
                select.rows(
                        connection,
                        row -> new Stop(row.getString(1), row.getString(2), row.getLong(3)))) {
            if (stop.outcome().equals("delivered")) {
                delivered += stop.happened();
            } else {
                // A hook's failure stands at its own step: no delivery fails there.
                String outcome = stop.outcome().equals("hooks-failed") ? "failed" : stop.outcome();
                at.merge(stop.step(), Outcomes.of(outcome, stop.happened()), Outcomes::plus);
            }
        }
        return new Stops(delivered, at);
    }

    Recent of(String connector, long now) {
        Recent known = connectors.get(connector);
        return known == null ? new Recent(now) : known;
    }

    /** Of all connectors together. */
    Recent all(long now) {
        Recent all = new Recent(now);
        connectors.values().forEach(all::add);
        return all;
    }
}
