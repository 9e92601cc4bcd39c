package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.failedquery.FailedQueryFilter;
import io.tidegate.failedquery.FilterWords;
import io.tidegate.failedquery.InvalidFilter;
import io.tidegate.failedquery.Job;
import io.tidegate.failedquery.Job.Wish;
import io.tidegate.failedquery.JobRefused;
import io.tidegate.failedquery.Jobs;
import io.tidegate.failedquery.Matching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/failed-queries/bulk} and {@code /api/jobs}. */
public final class JobResource implements Resource {
    private static final Set<String> KEYS = Set.of("filter", "do", "preview");

    private final Supplier<Jobs> jobs;

    public JobResource(Supplier<Jobs> jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/failed-queries/bulk", Role.OPERATOR, this::bulk)
                        .recordedUnless("preview", "failed-query.bulk"),
                Operation.get("/api/jobs", Role.VIEWER, call -> list()),
                Operation.get("/api/jobs/{id}", Role.VIEWER, this::get),
                Operation.delete("/api/jobs/{id}", Role.OPERATOR, this::cancel)
                        .recorded("job.cancel", "state"));
    }

    Answer bulk(Call call) {
        Map<?, ?> body = call.object();
        known(body, KEYS, "", "filter, do, preview");
        FailedQueryFilter filter = filter(body.get("filter"));
        Wish wish = wish(body.get("do"));
        Object preview = body.containsKey("preview") ? body.get("preview") : Boolean.FALSE;
        if (!(preview instanceof Boolean isPreview)) {
            throw Refusal.of(
                    422, "/preview", "preview is \"" + preview + "\", allowed are true and false");
        }
        if (isPreview) {
            return Answer.ok(json(jobs.get().preview(filter)));
        }
        try {
            return Answer.json(202, json(jobs.get().start(filter, wish, call.by())));
        } catch (JobRefused e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private static void known(Map<?, ?> map, Iterable<String> keys, String at, String allowed) {
        Set<Object> unknown = new LinkedHashSet<>(map.keySet());
        keys.forEach(unknown::remove);
        for (Object key : unknown) {
            throw Refusal.of(
                    422, at + "/" + key, "\"" + key + "\" is unknown here, allowed: " + allowed);
        }
    }

    private static FailedQueryFilter filter(@Nullable Object filter) {
        if (!(filter instanceof Map<?, ?> words)) {
            throw Refusal.of(
                    422, "/filter", "filter must be an object; {} means every open failed query");
        }
        known(words, FilterWords.WORDS, "/filter", String.join(", ", FilterWords.WORDS));
        try {
            return FilterWords.read(words, null);
        } catch (InvalidFilter e) {
            throw Refusal.of(422, "/filter/" + e.word(), String.valueOf(e.getMessage()));
        }
    }

    private static Wish wish(@Nullable Object word) {
        return Wish.of(String.valueOf(word))
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        422,
                                        "/do",
                                        "do is \""
                                                + word
                                                + "\", allowed are replay, replay-from-event, discard"));
    }

    Answer list() {
        return Answer.list(jobs.get().all().stream().map(JobResource::json).toList(), null);
    }

    Answer get(Call call) {
        return jobs.get()
                .find(call.id("job"))
                .map(job -> Answer.ok(json(job)))
                .orElseThrow(() -> call.notFound("job"));
    }

    Answer cancel(Call call) {
        try {
            return jobs.get()
                    .cancel(call.id("job"), call.by())
                    .map(job -> Answer.ok(json(job)))
                    .orElseThrow(() -> call.notFound("job"));
        } catch (JobRefused e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> json(Matching matching) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("count", matching.count());
        json.put("connectors", matching.connectors());
        json.put("oldest", Bodies.time(matching.oldest()));
        json.put("newest", Bodies.time(matching.newest()));
        return json;
    }

    private static Map<String, @Nullable Object> json(Job job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(job.id()));
        json.put("do", job.order().wish().word());
        json.put("filter", job.order().filter().words());
        json.put("state", job.state().word());
        json.put("reason", job.reason());
        json.put("total", job.progress().total());
        json.put("done", job.progress().done());
        json.put("refused", job.progress().refused());
        List<Map<String, Object>> problems = new ArrayList<>();
        for (Job.Problem problem : job.progress().problems()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("failedQuery", Long.toString(problem.failedQuery()));
            one.put("why", problem.why());
            problems.add(one);
        }
        json.put("problems", problems);
        json.put("startedAt", Bodies.time((Long) job.order().startedAt()));
        json.put("startedBy", job.order().startedBy());
        json.put("finishedAt", Bodies.time(job.finishedAt()));
        return json;
    }
}
