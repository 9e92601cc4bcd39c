package io.tidegate.api;

import io.tidegate.journal.Payloads;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of an event, and what it came of: its deliveries, the events that they caused, theirs
 * again; and upwards to the post that began it. Bounded: {@code cut} says where there is more.
 */
final class SqlTrace {
    private static final int MOST_EVENTS = 200;
    private static final int DEEPEST = 10;

    private final SqlEvents events;
    private final SqlDeliveries deliveries;
    private int left = MOST_EVENTS;

    SqlTrace(Connection connection, Payloads payloads, Held.Now held, Set<Long> delivering) {
        this.events = new SqlEvents(connection, payloads);
        this.deliveries = new SqlDeliveries(connection, payloads, held, delivering);
    }

    /** {@code {causedBy: [{delivery, event}], event: {…, deliveries: [{…, caused: […]}]}, cut}}. */
    Map<String, @Nullable Object> of(SqlEvents.Row row) throws SQLException {
        Map<String, @Nullable Object> trace = new LinkedHashMap<>();
        trace.put("causedBy", causes(row));
        trace.put("event", downwards(row, 0));
        trace.put("cut", left < 0);
        return trace;
    }

    /** The nearest first. */
    private List<Object> causes(SqlEvents.Row row) throws SQLException {
        List<Object> causes = new ArrayList<>();
        SqlEvents.Row at = row;
        while (at != null && at.json().get("cause") instanceof String cause && left-- > 0) {
            List<SqlDeliveryRow> found = deliveries.one(Long.parseLong(cause));
            if (found.isEmpty()) {
                return causes;
            }
            at = events.ofDelivery(found.get(0).id());
            Map<String, @Nullable Object> link = new LinkedHashMap<>();
            link.put("delivery", found.get(0).json());
            link.put("event", at == null ? null : at.json());
            causes.add(link);
        }
        return causes;
    }

    private Map<String, @Nullable Object> downwards(SqlEvents.Row row, int depth)
            throws SQLException {
        left--;
        Map<String, @Nullable Object> event = new LinkedHashMap<>(row.json());
        List<Object> all = new ArrayList<>();
        for (SqlDeliveryRow delivery : deliveries.ofEvent(row.seq())) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(delivery.json());
            json.put("caused", caused(delivery.id(), depth + 1));
            all.add(json);
        }
        event.put("deliveries", all);
        return event;
    }

    private List<Object> caused(long delivery, int depth) throws SQLException {
        List<Object> caused = new ArrayList<>();
        for (SqlEvents.Row row : events.causedBy(delivery, MOST_EVENTS)) {
            if (depth > DEEPEST || left <= 0) {
                left = -1;
                return caused;
            }
            caused.add(downwards(row, depth));
        }
        return caused;
    }
}
