package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.backfill.Backfill;
import io.tidegate.backfill.BackfillRefused;
import io.tidegate.backfill.DirectoryFailed;
import io.tidegate.backfill.Preview;
import io.tidegate.backfill.Rate;
import io.tidegate.rehearsal.NotTried;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/backfills}, and {@code /api/connectors/{id}/backfill}. */
final class BackfillResource implements Resource {
    private static final Set<String> KEYS = Set.of("from", "rate", "dryRun");

    private final Supplier<Optional<BackfillJobs>> jobs;

    BackfillResource(ApiSources sources) {
        this.jobs = sources.backfills();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/connectors/{id}/backfill", Role.OPERATOR, this::start)
                        .recordedUnless("dryRun", "backfill.start"),
                Operation.get("/api/backfills", Role.VIEWER, call -> list()),
                Operation.get("/api/backfills/{id}", Role.VIEWER, this::get),
                Operation.delete("/api/backfills/{id}", Role.OPERATOR, this::cancel)
                        .recorded("backfill.cancel", "state", "done"));
    }

    private BackfillJobs jobs() {
        return jobs.get()
                .orElseThrow(
                        () ->
                                new Refusal(
                                        503,
                                        "no server runs, and only a running one makes backfills: start it by"
                                                + " tidegate run"));
    }

    Answer start(Call call) {
        Map<?, ?> body = call.object();
        for (Object key : body.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw Refusal.of(
                        400,
                        "/" + key,
                        "\"" + key + "\" is no key here, allowed: from, rate, dryRun");
            }
        }
        LocalDate from = from(body);
        Rate rate = rate(body);
        String connector = call.path().get(0);
        BackfillJobs with = jobs();
        return ask(
                () ->
                        isDryRun(body)
                                ? Answer.ok(
                                        json(
                                                connector,
                                                with.backfills()
                                                        .preview(
                                                                connector,
                                                                from,
                                                                with.rehearsing())))
                                : Answer.json(
                                        202,
                                        json(
                                                with.backfills()
                                                        .start(connector, from, rate, call.by()))));
    }

    private static @Nullable LocalDate from(Map<?, ?> body) {
        Object from = body.get("from");
        if (from == null) {
            return null;
        }
        try {
            return LocalDate.parse(String.valueOf(from));
        } catch (DateTimeParseException e) {
            throw Refusal.of(422, "/from", "from must be a day such as 2026-01-31, seen: " + from);
        }
    }

    private static Rate rate(Map<?, ?> body) {
        Object rate = body.containsKey("rate") ? body.get("rate") : Rate.DEFAULT.text();
        return Rate.parse(String.valueOf(rate))
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        422,
                                        "/rate",
                                        "rate must be " + Rate.SHAPE + ", seen: " + rate));
    }

    private static boolean isDryRun(Map<?, ?> body) {
        Object dryRun = body.containsKey("dryRun") ? body.get("dryRun") : Boolean.FALSE;
        if (!(dryRun instanceof Boolean is)) {
            throw Refusal.of(422, "/dryRun", "dryRun must be true or false, seen: " + dryRun);
        }
        return is;
    }

    Answer list() {
        BackfillJobs with = jobs();
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        with.backfills().all().forEach(job -> items.add(json(job)));
        return Answer.list(items, null);
    }

    Answer get(Call call) {
        return jobs().backfills()
                .find(call.id("backfill"))
                .map(job -> Answer.ok(json(job)))
                .orElseThrow(() -> call.notFound("backfill"));
    }

    Answer cancel(Call call) {
        BackfillJobs with = jobs();
        long id = call.id("backfill");
        return ask(() -> Answer.ok(json(with.backfills().cancel(id, call.by()))));
    }

    private static Answer ask(Callable<Answer> what) {
        try {
            return what.call();
        } catch (BackfillRefused e) {
            throw new Refusal(
                    switch (e.why()) {
                        case UNKNOWN -> 404;
                        case STATE -> 409;
                        case NEVER -> 422;
                    },
                    String.valueOf(e.getMessage()));
        } catch (NotTried e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        } catch (DirectoryFailed e) {
            throw new Refusal(502, "the identity provider gives no accounts: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server stops");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, @Nullable Object> json(Backfill job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(job.id()));
        json.put("connector", job.order().connector());
        json.put("state", job.state().word());
        json.put("reason", job.reason());
        json.put("from", job.order().from() == null ? null : job.order().from().toString());
        json.put("rate", job.order().rate().text());
        json.put("done", job.progress().done());
        json.put("leftOut", job.progress().leftOut());
        json.put("total", job.progress().total());
        json.put("startedAt", Bodies.time((Long) job.order().startedAt()));
        json.put("startedBy", job.order().startedBy());
        json.put("changedAt", Bodies.time((Long) job.changedAt()));
        return json;
    }

    private static Map<String, @Nullable Object> json(String connector, Preview preview) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("connector", connector);
        json.put("looked", preview.looked());
        json.put("total", preview.total());
        json.put("sent", preview.sent());
        json.put("withoutUid", preview.withoutUid());
        List<Map<String, Object>> skipped = new ArrayList<>();
        preview.skipped()
                .forEach((rule, count) -> skipped.add(Map.of("rule", rule, "count", count)));
        json.put("skipped", skipped);
        List<Map<String, Object>> failed = new ArrayList<>();
        preview.failed()
                .forEach(
                        (why, some) ->
                                failed.add(
                                        Map.of(
                                                "reason",
                                                why,
                                                "count",
                                                some.count(),
                                                "example",
                                                some.example())));
        json.put("failed", failed);
        return json;
    }
}
