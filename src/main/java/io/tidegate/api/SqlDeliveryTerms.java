package io.tidegate.api;

import java.util.ArrayList;
import java.util.List;

/** What a list of deliveries asks of each of them, in SQL. */
final class SqlDeliveryTerms {
    /** Asked of each delivery: by a join PostgreSQL would look through all events for it. */
    private static final String OF_EVENT =
            " AND (SELECT f.%s FROM event f WHERE f.seq = d.event) = ?";

    private static final List<String> SEARCHED =
            List.of(
                    "d.reason",
                    "(SELECT f.id || ' ' || f.type || ' ' || COALESCE(f.subject, '') FROM event f"
                            + " WHERE f.seq = d.event)");

    private SqlDeliveryTerms() {}

    static void add(SqlSelect select, DeliveryFilter filter) {
        select.addIf(filter.connector(), " AND d.connector = ?")
                .addIf(filter.about().source(), OF_EVENT.formatted("source"))
                .addIf(filter.about().subject(), OF_EVENT.formatted("subject"))
                .addIf(filter.about().type(), OF_EVENT.formatted("type"));
        if ("delivering".equals(filter.status())) {
            select.add(" AND d.status IN ('pending', 'waiting')");
        } else if (filter.status() != null) {
            // Written out: as a parameter it would not match the index of failed ones.
            select.add(" AND d.status = '" + filter.status() + "'");
        }
        if (filter.text() != null) {
            List<String> searched = new ArrayList<>(SEARCHED);
            if (filter.text().matches("\\d+")) {
                searched.add("CAST(d.id AS TEXT)");
            }
            SqlSearch.add(select, filter.text(), searched);
        }
    }

    /** Those of this id, or of an event of this id: a text that is a whole id is found at once. */
    static SqlSelect ofWholeId(String text) {
        return text.matches("\\d{1,18}")
                ? new SqlSelect(
                        SqlDeliveries.SELECT
                                + "delivery"
                                + SqlDeliveries.WITH_EVENT
                                + " AND d.id = ?",
                        Long.parseLong(text))
                : SqlDeliveries.ofEventId(text);
    }
}
