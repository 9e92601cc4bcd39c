package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.erasure.Erasure;
import io.tidegate.erasure.ErasureRefused;
import io.tidegate.erasure.Erasures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/erasures}: data-protection requests. What is answered never tells the subject. */
public final class ErasureResource implements Resource {
    private static final Set<String> KEYS = Set.of("subject", "discard");

    private final Supplier<Optional<Erasures>> erasures;

    /**
     * @param erasures empty: no server runs
     */
    public ErasureResource(Supplier<Optional<Erasures>> erasures) {
        this.erasures = erasures;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/erasures", Role.ADMIN, call -> list()),
                Operation.get("/api/erasures/{id}", Role.ADMIN, this::get),
                Operation.post("/api/erasures", Role.ADMIN, this::start).recorded("erasure.start"));
    }

    private Erasures running() {
        return erasures.get()
                .orElseThrow(
                        () ->
                                new Refusal(
                                        409,
                                        "erasing needs a running server, which also ends what is on its way: start it"
                                                + " and ask again; nothing was changed"));
    }

    private Answer list() {
        return Answer.list(running().all().stream().map(ErasureResource::json).toList(), null);
    }

    private Answer get(Call call) {
        return running()
                .find(call.id("erasure"))
                .map(erasure -> Answer.ok(json(erasure)))
                .orElseThrow(() -> call.notFound("erasure"));
    }

    private Answer start(Call call) {
        Map<?, ?> body = call.object();
        for (Object key : body.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw Refusal.of(
                        422,
                        "/" + key,
                        "\"" + key + "\" is unknown here, allowed: subject, discard");
            }
        }
        if (!(body.get("subject") instanceof String subject)
                || subject.isEmpty()
                || subject.indexOf(0) >= 0) {
            throw Refusal.of(
                    422,
                    "/subject",
                    "subject must be a text, as the events have it; nothing was changed");
        }
        Object discard = body.containsKey("discard") ? body.get("discard") : Boolean.FALSE;
        if (!(discard instanceof Boolean isDiscard)) {
            throw Refusal.of(
                    422, "/discard", "discard is \"" + discard + "\", allowed are true and false");
        }
        try {
            return Answer.json(202, json(running().start(subject, isDiscard, call.by())));
        } catch (ErasureRefused e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> json(Erasure erasure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(erasure.id()));
        json.put("subjectHash", erasure.subjectHash());
        json.put("state", erasure.isRunning() ? "running" : "done");
        json.put("events", erasure.counts().events());
        json.put("deliveries", erasure.counts().deliveries());
        json.put("rejectedRecords", erasure.counts().records());
        json.put("startedAt", Bodies.time((Long) erasure.startedAt()));
        json.put("startedBy", erasure.startedBy());
        json.put("finishedAt", Bodies.time(erasure.finishedAt()));
        return json;
    }
}
