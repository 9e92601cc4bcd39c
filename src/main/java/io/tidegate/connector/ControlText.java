package io.tidegate.connector;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delivery control as YAML says it, without what holds anyway. */
final class ControlText {
    private ControlText() {}

    static Map<String, @Nullable Object> of(Control control, Control usual) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        ConnectorText.other(written, "concurrency", control.concurrency(), usual.concurrency());
        if (control.rateLimit() != null) {
            written.put("rateLimit", control.rateLimit().text());
        }
        ConnectorText.other(
                written, "breaker", breaker(control.breaker()), breaker(usual.breaker()));
        ConnectorText.other(
                written,
                "deactivateAfter",
                time(control.deactivateAfter()),
                time(usual.deactivateAfter()));
        if (control.batch() != null) {
            written.put("batch", batch(control.batch()));
        }
        return written;
    }

    private static Map<String, @Nullable Object> batch(Batch batch) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("size", batch.size());
        ConnectorText.other(
                written, "within", TimeSpan.text(batch.within()), TimeSpan.text(Batch.WITHIN));
        ConnectorText.put(written, "in", batch.in());
        Batch.Outcomes outcomes = batch.outcomes();
        if (outcomes != null) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("at", outcomes.at());
            each.put("success", outcomes.success());
            ConnectorText.put(each, "error", outcomes.error());
            written.put("outcomes", each);
        }
        return written;
    }

    private static String time(@Nullable Duration time) {
        return time == null ? "never" : TimeSpan.text(time);
    }

    private static Object breaker(@Nullable BreakerTerms terms) {
        if (terms == null) {
            return "off";
        }
        BreakerTerms usual = BreakerTerms.USUAL;
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ConnectorText.other(map, "after", terms.after(), usual.after());
        ConnectorText.other(map, "failureRate", terms.failureRate(), usual.failureRate());
        ConnectorText.other(
                map, "for", TimeSpan.text(terms.openFor()), TimeSpan.text(usual.openFor()));
        return map.isEmpty() ? "on" : map;
    }
}
