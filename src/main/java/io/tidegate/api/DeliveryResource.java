package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.journal.HooksAgain;
import io.tidegate.journal.SqlAfterHooks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/deliveries}. */
final class DeliveryResource implements Resource {
    private final SqlReader reader;
    private final Held held;
    private final Wire wire;
    private final SqlAfterHooks afterHooks;
    private final Explanation explanation;

    DeliveryResource(ApiSources sources, Held held) {
        this.reader = new SqlReader(sources.database());
        this.held = held;
        this.wire = sources.wire();
        this.afterHooks = sources.afterHooks();
        this.explanation = new Explanation(sources.connectors());
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        "/api/deliveries",
                        Operation.paged(
                                "connector",
                                "status",
                                "event",
                                "source",
                                "subject",
                                "type",
                                "from",
                                "to",
                                "text"),
                        Role.VIEWER,
                        this::list),
                Operation.get("/api/deliveries/{id}", Role.VIEWER, this::get),
                Operation.post("/api/deliveries/{id}/after", Role.OPERATOR, this::after)
                        .recorded("delivery.after", "after", "connector"));
    }

    Answer list(Call call) {
        DeliveryFilter filter = DeliveryFilter.of(call);
        int limit = call.limit();
        long before = call.before();
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        Page<SqlDeliveryRow> page =
                reader.read(
                        connection -> {
                            var deliveries =
                                    new SqlDeliveries(
                                            connection, reader.payloads(), now, delivering);
                            return Search.NOW.full(
                                    before,
                                    limit,
                                    (below, most) -> deliveries.newest(filter, below, most));
                        });
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
                page.next(),
                Search.notSearched(filter.text(), "reasons", reader.payloads()));
    }

    Answer get(Call call) {
        return Answer.ok(detail(call, call.id("delivery")));
    }

    /** Runs the after hooks again, never the request. */
    Answer after(Call call) {
        if (!call.object().isEmpty()) {
            throw Refusal.of(400, "", "the body of this request must be empty or {}");
        }
        long id = call.id("delivery");
        HooksAgain what = afterHooks.again(id);
        if (what instanceof HooksAgain.Refused refused) {
            throw new Refusal(409, refused.why());
        }
        if (what instanceof HooksAgain.NotFound) {
            throw call.notFound("delivery");
        }
        return Answer.json(202, detail(call, id));
    }

    private Map<String, @Nullable Object> detail(Call call, long id) {
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        List<SqlDeliveryRow> found =
                reader.read(
                        connection -> {
                            List<SqlDeliveryRow> one =
                                    new SqlDeliveries(
                                                    connection, reader.payloads(), now, delivering)
                                            .one(id);
                            if (!one.isEmpty()) {
                                new SqlDeliveryDetails(connection, reader.payloads())
                                        .addTo(one.get(0).json(), id);
                            }
                            return one;
                        });
        if (found.isEmpty()) {
            throw call.notFound("delivery");
        }
        Map<String, @Nullable Object> json = found.get(0).json();
        json.put("explanation", "failed".equals(json.get("status")) ? explained(json) : null);
        return json;
    }

    private Map<String, @Nullable Object> explained(Map<String, @Nullable Object> json) {
        Object status = null;
        for (Object attempt : (List<?>) Objects.requireNonNull(json.get("attempts"))) {
            status = ((Map<?, ?>) attempt).get("status");
        }
        return explanation.of(
                new Explanation.Failure(
                        String.valueOf(json.get("connector")),
                        String.valueOf(json.get("stage")),
                        (Integer) status,
                        (String) json.get("reason"),
                        json.get("request") != null));
    }
}
