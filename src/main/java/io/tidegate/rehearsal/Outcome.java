package io.tidegate.rehearsal;

import io.tidegate.connector.TimeSpan;
import io.tidegate.delivery.Stage;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.TriggerPattern;
import io.tidegate.identity.ActionResult;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.StoredRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of an event, in the words and shapes of {@code expect}. */
final class Outcome {
    private final Trial trial;
    private final List<Attempt> attempts;
    private final Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    private String happened;

    Outcome(Trial trial) {
        this.trial = trial;
        this.attempts =
                trial.records().stream()
                        .map(what -> what.made().attempt())
                        .filter(Objects::nonNull)
                        .toList();
        this.happened =
                "it was not delivered: "
                        + trial.event().type()
                        + " does not start "
                        + trial.connector().id()
                        + ", which is on "
                        + trial.connector().on().stream()
                                .map(TriggerPattern::toString)
                                .collect(Collectors.joining(", "));
        trial.records().forEach(this::take);
    }

    /** With the keys of {@code expect}; what did not come to be is absent. */
    Map<String, @Nullable Object> seen() {
        return seen;
    }

    /** In one sentence. */
    String happened() {
        return happened;
    }

    private void take(DeliveryRecord what) {
        StoredRequest request = what.made().request();
        if (request != null) {
            seen.putIfAbsent("request", request(request));
            ActionSeen.of(request).forEach(seen::putIfAbsent);
        }
        ActionSeen.of(what.made().beside()).forEach(seen::putIfAbsent);
        if (what.change() instanceof Change.Skipped skipped) {
            seen.put("status", "skipped");
            seen.put("skipped", skipped.reason());
            happened = skipped(skipped);
        } else if (what.change() instanceof Change.Failed failed) {
            failed(failed, request);
        } else if (what.change() instanceof Change.Delivered delivered) {
            seen.put("status", "delivered");
            result(delivered.result());
            happened =
                    "it was delivered"
                            + (attempts.size() < 2 ? "" : " at attempt " + attempts.size());
        } else if (what.change() instanceof Change.HooksDone done) {
            hooks("done", "result", done.result() == null ? null : parsed(bytes(done.result())));
            result(done.result());
        } else if (what.change() instanceof Change.HooksFailed failed) {
            hooks("failed", "error", failed.reason());
            happened += ", and its after hook failed: " + failed.reason();
        }
        seen.put("attempts", attempts.stream().map(Outcome::attempt).toList());
        seen.put("sent", trial.messages().stream().map(Outcome::message).toList());
    }

    private String skipped(Change.Skipped skipped) {
        if (skipped.stage().equals(Stage.REQUEST.word())) {
            seen.put("outcome", ActionResult.Outcome.WITHHELD.word());
            return "its action was withheld: " + skipped.reason();
        }
        boolean byRule =
                trial.connector().stages().rules().stream()
                        .anyMatch(rule -> rule.expression().equals(skipped.reason()));
        return byRule
                ? "it was skipped by rule " + skipped.reason()
                : "it was skipped: " + skipped.reason();
    }

    private void failed(Change.Failed failed, @Nullable StoredRequest request) {
        seen.put("status", "failed");
        seen.put("error", map("step", failed.stage(), "message", failed.reason()));
        Map<String, @Nullable Object> query =
                map("stage", failed.stage(), "error", failed.reason());
        query.put("attempts", failed.query().tries().count());
        if (request != null) {
            query.put("method", request.method());
            query.put("url", request.url());
        }
        if (!attempts.isEmpty() && attempts.get(attempts.size() - 1).status() != null) {
            query.put("responseStatus", attempts.get(attempts.size() - 1).status());
        }
        seen.put("failedQuery", query);
        int count = attempts.size();
        happened =
                "it failed at "
                        + failed.stage()
                        + (count == 0
                                ? ""
                                : " after " + count + " attempt" + (count > 1 ? "s" : ""))
                        + ": "
                        + failed.reason();
    }

    private void result(@Nullable String json) {
        if (json != null) {
            Object result = parsed(bytes(json));
            seen.put("result", result);
            ActionSeen.of(result).forEach(seen::putIfAbsent);
        }
    }

    private void hooks(String status, String key, @Nullable Object value) {
        Map<String, @Nullable Object> after = map("status", status);
        if (value != null) {
            after.put(key, value);
        }
        seen.put("after", after);
    }

    private static Map<String, @Nullable Object> attempt(Attempt attempt) {
        long after = attempt.startedAt() - SteppedClock.START.toEpochMilli();
        Map<String, @Nullable Object> map =
                map("at", after == 0 ? "0s" : TimeSpan.text(Duration.ofMillis(after)));
        if (attempt.status() != null) {
            map.put("status", attempt.status());
        }
        if (attempt.error() != null) {
            map.put("error", attempt.error());
        }
        return map;
    }

    private static Map<String, @Nullable Object> message(Trial.Message message) {
        Map<String, @Nullable Object> map = map("endpoint", message.endpoint());
        map.put("headers", message.headers());
        map.put("body", message.body());
        return map;
    }

    /** As a person reads it: JSON as its value. */
    static Map<String, @Nullable Object> request(StoredRequest request) {
        Map<String, @Nullable Object> map = map("method", request.method(), "url", request.url());
        map.put("headers", request.headers());
        if (request.body() != null) {
            map.put("body", parsed(request.body()));
        }
        return map;
    }

    private static @Nullable Object parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (InvalidJson notJson) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(@Nullable String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> map(String... keysAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
