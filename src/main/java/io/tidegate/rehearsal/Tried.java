package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connector, an event, and what came of them.
 *
 * @param dryRun in the shape of {@link DryRun#of}
 */
public record Tried(Connector connector, SampleEvent sample, Map<String, @Nullable Object> dryRun) {

    public static Tried of(TrialBench bench, Connector connector, SampleEvent sample)
            throws InterruptedException {
        return new Tried(connector, sample, DryRun.of(bench, connector, sample.event()));
    }

    /** A test, with the keys of {@code tests}, that expects the same to come again. */
    public Map<String, @Nullable Object> asTest() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>(sample.given());
        given.remove("specversion");
        Map<String, @Nullable Object> test = new LinkedHashMap<>();
        test.put("name", name());
        test.put("given", given);
        test.put("expect", expect());
        return test;
    }

    /** What a test of it would be called. */
    public String name() {
        String type = sample.event().type();
        return switch (String.valueOf(dryRun.get("outcome"))) {
            case "request" -> type + (connector.isInflow() ? " is done" : " is sent");
            case "skipped" -> type + " is skipped";
            default -> type + " fails";
        };
    }

    private Map<String, @Nullable Object> expect() {
        Map<String, @Nullable Object> expect = new LinkedHashMap<>();
        if (dryRun.get("action") instanceof Map<?, ?> action) {
            List.of("action", "match", "profile").forEach(key -> expect.put(key, action.get(key)));
        } else if (dryRun.get("request") instanceof Map<?, ?> request) {
            expect.put("request", request(request));
        } else if (dryRun.get("error") instanceof Map<?, ?> error) {
            expect.put("error", error);
        } else {
            expect.put("skipped", dryRun.get("skippedBy"));
        }
        return expect;
    }

    /** Without what every request has. */
    private static Map<String, @Nullable Object> request(Map<?, ?> made) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        made.forEach((key, value) -> request.put(String.valueOf(key), value));
        if (made.get("headers") instanceof Map<?, ?> headers) {
            Map<String, Object> own = new LinkedHashMap<>();
            headers.forEach((name, value) -> own.put(name.toString(), value));
            own.remove("Idempotency-Key");
            own.remove("Content-Type", "application/json");
            request.put("headers", own);
            if (own.isEmpty()) {
                request.remove("headers");
            }
        }
        return request;
    }

    /** What a test cannot say of an event within the connector's file; null: it can all. */
    public @Nullable String whyNoTest() {
        return Objects.equals(dryRun.get("triggered"), true)
                ? null
                : sample.event().type() + " does not start " + connector.id();
    }
}
