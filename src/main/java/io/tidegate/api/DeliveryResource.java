package io.tidegate.api;

import java.util.List;
import java.util.Set;

/** {@code /api/deliveries}. */
final class DeliveryResource {
    private final SqlReader reader;
    private final Held held;
    private final Wire wire;

    DeliveryResource(ApiSources sources, Held held) {
        this.reader = new SqlReader(sources.database());
        this.held = held;
        this.wire = sources.wire();
    }

    Answer list(Call call) {
        DeliveryFilter filter = DeliveryFilter.of(call);
        int limit = call.limit();
        long before = call.before();
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        Page<SqlDeliveryRow> page =
                reader.read(
                        c -> new SqlDeliveries(c, now, delivering).newest(filter, before, limit));
        return Answer.list(
                page.rows().stream()
                        // A row that says pending is shown as delivering while it is on the wire,
                        // and not found as pending.
                        .filter(
                                row ->
                                        filter.status() == null
                                                || filter.status().equals(row.status()))
                        .map(SqlDeliveryRow::json)
                        .toList(),
                page.next());
    }

    Answer get(Call call) {
        long id = call.id("delivery");
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        List<SqlDeliveryRow> found =
                reader.read(
                        connection -> {
                            List<SqlDeliveryRow> one =
                                    new SqlDeliveries(connection, now, delivering).one(id);
                            if (!one.isEmpty()) {
                                new SqlDeliveryDetails(connection).addTo(one.get(0).json(), id);
                            }
                            return one;
                        });
        if (found.isEmpty()) {
            throw call.notFound("delivery");
        }
        return Answer.ok(found.get(0).json());
    }
}
