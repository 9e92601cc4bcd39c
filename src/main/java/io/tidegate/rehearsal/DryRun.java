package io.tidegate.rehearsal;

import io.tidegate.connector.CannedAnswer;
import io.tidegate.connector.Connector;
import io.tidegate.connector.HookStage;
import io.tidegate.connector.ScriptStage;
import io.tidegate.connector.TestCase.Canned;
import io.tidegate.event.Event;
import io.tidegate.event.TooMuchWork;
import io.tidegate.event.TriggerPattern;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.StoredRequest;
import io.tidegate.mapping.FieldTrace;
import io.tidegate.mapping.Mapping;
import io.tidegate.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens to one event inside one connector, up to the request, which is not sent.
 */
public final class DryRun {
    /** What the third party's stand-in says, so that no after hook runs. */
    private static final Canned UNSENT =
            Canned.answering(List.of(new CannedAnswer.Unreachable("nothing is sent in a dry run")));

    private final Trial trial;
    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();

    private DryRun(Trial trial) {
        this.trial = trial;
    }

    /**
     * The shape of the API's {@code DryRun}: {@code connector, on, triggered, event, outcome,
     * skippedBy, rules, before, mapping, cleaned, action, request, error, notCalled}.
     */
    public static Map<String, @Nullable Object> of(
            TrialBench bench, Connector connector, Event event) throws InterruptedException {
        return seen(bench, connector, event).json();
    }

    /**
     * The same, and the request as it would be stored.
     *
     * @param request null: it did not come to one
     */
    record Seen(Map<String, @Nullable Object> json, @Nullable StoredRequest request) {}

    static Seen seen(TrialBench bench, Connector connector, Event event)
            throws InterruptedException {
        DryRun dryRun = new DryRun(bench.runOnce(connector, event, UNSENT));
        dryRun.tell();
        return new Seen(dryRun.json, dryRun.trial.records().get(0).made().request());
    }

    private void tell() {
        Connector connector = trial.connector();
        Map<String, @Nullable Object> event = trial.event().root();
        Ending end = Ending.of(trial.records().get(0));
        json.put("connector", connector.id());
        json.put("on", connector.on().stream().map(TriggerPattern::toString).toList());
        json.put("triggered", connector.listensTo(trial.event().type()));
        json.put("event", event);
        json.put("outcome", end.outcome());
        json.put("skippedBy", end.skippedBy());
        json.put("rules", connector.stages().rules().stream().map(r -> rule(r, event)).toList());
        List<Map<String, @Nullable Object>> before = before();
        json.put("before", before);
        json.put("mapping", end.isMapped() ? mapping(event, before) : List.of());
        json.putAll(action());
        json.put("request", end.request());
        json.put("error", end.error());
        json.put("notCalled", notCalled());
    }

    /** What an inflow comes to; of an outflow nothing is said. */
    private Map<String, @Nullable Object> action() {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        if (!trial.connector().isInflow()) {
            return told;
        }
        DeliveryRecord.Made made = trial.records().get(0).made();
        told.put("cleaned", ActionSeen.of(made.beside()).getOrDefault("cleaned", List.of()));
        StoredRequest request = made.request();
        if (request != null) {
            Map<String, @Nullable Object> action = ActionSeen.of(request);
            action.put("calls", CannedActor.calls(request));
            told.put("action", action);
        }
        return told;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> rule(
            Rule rule, Map<String, @Nullable Object> event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rule", rule.expression());
        try {
            Map<String, Object> root = (Map<String, Object>) (Map<?, ?>) event;
            json.put("holds", rule.holds(root));
            json.put("selected", rule.selected(root));
        } catch (TooMuchWork e) {
            json.put("error", e.getMessage());
        }
        return json;
    }

    /** The event after each hook that ran. */
    private List<Map<String, @Nullable Object>> before() {
        List<Map<String, @Nullable Object>> hooks = new ArrayList<>();
        Map<String, @Nullable Object> bodies = trial.bodies();
        List<HookStage> stages = trial.connector().stages().before();
        for (int i = 0; i < stages.size(); i++) {
            String step = "before-" + (i + 1);
            if (bodies.containsKey(step)) {
                Map<String, @Nullable Object> hook = new LinkedHashMap<>();
                hook.put("step", step);
                hook.put(
                        "name",
                        stages.get(i) instanceof ScriptStage script
                                ? script.script().name()
                                : "a Camel step");
                hook.put("event", bodies.get(step));
                hooks.add(hook);
            }
        }
        return hooks;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, @Nullable Object>> mapping(
            Map<String, @Nullable Object> event, List<Map<String, @Nullable Object>> before) {
        Mapping mapping = trial.connector().stages().mapping();
        Object last = before.isEmpty() ? event : before.get(before.size() - 1).get("event");
        return mapping != null && last instanceof Map<?, ?> map
                ? mapping.trace((Map<String, Object>) map).stream().map(DryRun::field).toList()
                : List.of();
    }

    private static Map<String, @Nullable Object> field(FieldTrace trace) {
        Map<String, @Nullable Object> field = new LinkedHashMap<>();
        field.put("target", trace.target());
        field.put("source", trace.source());
        putIfAny(field, "selected", trace.selected());
        List<Map<String, @Nullable Object>> converters = new ArrayList<>();
        for (FieldTrace.Converted step : trace.converted()) {
            Map<String, @Nullable Object> converter = new LinkedHashMap<>();
            converter.put("converter", step.converter());
            putIfAny(converter, "value", step.value());
            converters.add(converter);
        }
        field.put("converters", converters);
        field.put("defaulted", trace.result().defaulted());
        putIfAny(field, "value", trace.result().value());
        if (trace.result().error() != null) {
            field.put("error", trace.result().error());
        }
        return field;
    }

    /** Nothing is absent: null is a value. */
    private static void putIfAny(
            Map<String, @Nullable Object> json, String key, @Nullable Object value) {
        if (value != FieldTrace.NOTHING) {
            json.put(key, value);
        }
    }

    private List<Map<String, @Nullable Object>> notCalled() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Trial.Message message : trial.messages()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("stage", message.stage());
            json.put("endpoint", message.endpoint());
            json.put("headers", message.headers());
            json.put("body", message.body());
            all.add(json);
        }
        return all;
    }
}
