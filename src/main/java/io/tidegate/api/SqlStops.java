package io.tidegate.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where deliveries of a connector stopped.
 *
 * @param at by step: how many were skipped, and failed
 */
record SqlStops(long delivered, Map<String, Outcomes> at) {
    private record Stop(String outcome, String step, long happened) {}

    /** Of the last day. Each hour is looked up: between two, those of all connectors lie. */
    static SqlStops of(String connector, long now, Connection connection) throws SQLException {
        List<Object> values = new ArrayList<>(Recent.hourBegins(now));
        String hours = String.join(", ", Collections.nCopies(values.size(), "?"));
        values.add(connector);
        SqlSelect select =
                new SqlSelect(
                        "SELECT outcome, step, sum(happened) FROM delivery_count WHERE minutes = 60"
                                + " AND begin_at IN ("
                                + hours
                                + ") AND connector = ? GROUP BY outcome, step",
                        values.toArray());
        Map<String, Outcomes> at = new LinkedHashMap<>();
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
        return new SqlStops(delivered, at);
    }
}
