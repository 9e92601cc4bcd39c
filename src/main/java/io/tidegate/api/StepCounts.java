package io.tidegate.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many deliveries came to each step and went on from it. What ended is counted where it
 * stopped; so whoever stopped later has passed the steps before.
 */
final class StepCounts {
    private static final String AFTER = "after-";

    private StepCounts() {}

    /**
     * @param steps in the order of the way; those that are counted and not among them are of an
     *     older one, and stand first
     */
    static Map<String, Object> of(List<String> steps, SqlStops stops) {
        List<String> way = new ArrayList<>(steps);
        stops.at().keySet().stream()
                .filter(step -> !step.isEmpty() && !way.contains(step))
                .sorted()
                .forEach(step -> way.add(place(way, step), step));
        long left = stops.delivered();
        for (String step : way) {
            left += step.startsWith(AFTER) ? 0 : stopped(stops, step);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        for (String step : way) {
            Outcomes here = stops.at().getOrDefault(step, Outcomes.NONE);
            if (step.startsWith(AFTER)) {
                json.put(step, json(stops.delivered(), here.failed(), here.failed()));
            } else {
                json.put(step, json(left, here.failed(), stopped(stops, step)));
                left -= stopped(stops, step);
            }
        }
        return json;
    }

    /** A step that the connector has no more: before all others, or after the request. */
    private static int place(List<String> way, String step) {
        return step.startsWith(AFTER) ? way.size() : 0;
    }

    private static long stopped(SqlStops stops, String step) {
        Outcomes here = stops.at().getOrDefault(step, Outcomes.NONE);
        return here.skipped() + here.failed();
    }

    private static Map<String, Object> json(long in, long failed, long stopped) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("in", in);
        json.put("out", in - stopped);
        json.put("failed", failed);
        return json;
    }
}
