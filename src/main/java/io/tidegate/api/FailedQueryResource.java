package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.failedquery.FailedQueries;
import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.FailedQueryFilter;
import io.tidegate.failedquery.FailedQueryPage;
import io.tidegate.failedquery.FilterWords;
import io.tidegate.failedquery.InvalidFilter;
import io.tidegate.failedquery.Resolved;
import io.tidegate.failedquery.Resolved.Done;
import io.tidegate.failedquery.Resolved.Reason;
import io.tidegate.failedquery.Resolved.Refused;
import io.tidegate.journal.Payloads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/failed-queries}. */
final class FailedQueryResource implements Resource {
    private final FailedQueries queries;
    private final Explanation explanation;
    private final Payloads payloads;

    FailedQueryResource(FailedQueries queries, ConnectorDirectory connectors, Payloads payloads) {
        this.payloads = payloads;
        this.queries = queries;
        this.explanation = new Explanation(connectors);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        "/api/failed-queries",
                        Operation.paged(
                                "connector",
                                "state",
                                "type",
                                "subject",
                                "stage",
                                "status",
                                "from",
                                "to",
                                "text"),
                        Role.VIEWER,
                        this::list),
                Operation.get("/api/failed-queries/{id}", Role.VIEWER, this::get),
                Operation.post("/api/failed-queries/{id}/replay", Role.OPERATOR, this::replay)
                        .recorded("failed-query.replay", "state", "connector", "eventId"),
                Operation.post("/api/failed-queries/{id}/discard", Role.OPERATOR, this::discard)
                        .recorded("failed-query.discard", "state", "connector", "eventId"));
    }

    Answer list(Call call) {
        FailedQueryFilter filter = filter(call);
        Page<FailedQuery> page =
                Search.NOW.any(
                        call.before(),
                        call.limit(),
                        (below, most) -> {
                            FailedQueryPage one = queries.list(filter, below, most);
                            return new Page<>(one.items(), one.next());
                        });
        return Answer.list(
                page.rows().stream().map(FailedQueryResource::json).toList(),
                page.next(),
                Search.notSearched(filter.text(), "errors", payloads));
    }

    private static FailedQueryFilter filter(Call call) {
        try {
            return FilterWords.read(call.query(), state(call.query("state")));
        } catch (InvalidFilter e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private static FailedQuery.@Nullable State state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        for (FailedQuery.State state : FailedQuery.State.values()) {
            if (state.word().equals(word.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        throw new Refusal(400, "state is \"" + word + "\", allowed are open, replayed, discarded");
    }

    Answer get(Call call) {
        FailedQuery query =
                queries.get(call.id("failed query"))
                        .orElseThrow(() -> call.notFound("failed query"));
        Map<String, @Nullable Object> json = json(query);
        json.put(
                "explanation",
                explanation.of(
                        new Explanation.Failure(
                                query.origin().connector(),
                                query.stage(),
                                query.outcome().responseStatus(),
                                query.outcome().error(),
                                query.outcome().attempts() > 0)));
        return Answer.ok(json);
    }

    Answer replay(Call call) {
        return answer(
                call,
                202,
                queries.replay(call.id("failed query"), ReplayBody.read(call.object()), call.by()));
    }

    Answer discard(Call call) {
        if (!call.object().isEmpty()) {
            throw Refusal.of(400, "", "the body of a discard must be empty or {}");
        }
        return answer(call, 200, queries.discard(call.id("failed query"), call.by()));
    }

    private static Answer answer(Call call, int status, Resolved resolved) {
        if (resolved instanceof Done done) {
            return Answer.json(status, json(done.query()));
        }
        if (resolved instanceof Refused refused) {
            throw new Refusal(refused.reason() == Reason.CONFLICT ? 409 : 422, refused.why());
        }
        throw call.notFound("failed query");
    }

    private static Map<String, @Nullable Object> json(FailedQuery query) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(query.id()));
        json.put("deliveryId", Long.toString(query.origin().deliveryId()));
        json.put("connector", query.origin().connector());
        json.put("eventId", query.origin().eventId());
        json.put("eventType", query.origin().eventType());
        json.put("subject", query.origin().subject());
        json.put("stage", query.stage());
        FailedQuery.Sent request = query.request();
        json.put("method", request == null ? null : request.method());
        json.put("url", request == null ? null : request.url());
        json.put("requestHeaders", request == null ? null : request.headers());
        Bodies.put(json, "requestBody", request == null ? null : request.body());
        json.put("responseStatus", query.outcome().responseStatus());
        Bodies.put(json, "responseBody", query.outcome().responseBody());
        json.put("error", query.outcome().error());
        json.put("attempts", query.outcome().attempts());
        json.put("firstAttemptAt", Bodies.time(query.outcome().firstAttemptAt()));
        json.put("failedAt", Bodies.time(query.outcome().failedAt()));
        json.put("state", query.resolution().state().word());
        json.put("resolvedAt", Bodies.time(query.resolution().at()));
        json.put("resolvedBy", query.resolution().by());
        return json;
    }
}
