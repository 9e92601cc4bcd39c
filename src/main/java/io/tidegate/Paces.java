package io.tidegate;

import io.tidegate.connector.BreakerTerms;
import io.tidegate.connector.Control;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TimeSpan;
import io.tidegate.delivery.Lane;
import io.tidegate.delivery.Throttle;
import io.tidegate.route.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How fast the connectors' deliveries go, and what keeps them back, as operators see it. */
final class Paces {
    private final Roster roster;

    Paces(Roster roster) {
        this.roster = roster;
    }

    /** As the API shows it; null if its route is not there. */
    @Nullable Map<String, @Nullable Object> of(String connector) {
        Terms terms = roster.terms(connector);
        Throttle.View now = roster.throttle(connector);
        Lane.View window = roster.window(connector);
        if (terms == null || now == null || window == null) {
            return null;
        }
        Control control = terms.control();
        Map<String, @Nullable Object> pace = new LinkedHashMap<>();
        pace.put("concurrency", control.concurrency());
        pace.put("window", window.window());
        pace.put("rateLimit", control.rateLimit() == null ? null : control.rateLimit().text());
        pace.put("perSecond", Double.isInfinite(now.perSecond()) ? null : rounded(now.perSecond()));
        pace.put("slowed", now.slowed());
        pace.put("parkedUntil", now.parkedUntil() == 0 ? null : time(now.parkedUntil()));
        BreakerTerms breaker = control.breaker();
        pace.put("breaker", now.breaker().word());
        pace.put("breakerTerms", breaker == null ? null : breaker.text());
        pace.put(
                "deactivateAfter",
                control.deactivateAfter() == null
                        ? null
                        : TimeSpan.text(control.deactivateAfter()));
        return pace;
    }

    private static double rounded(double perSecond) {
        return Math.round(perSecond * 1_000) / 1_000.0;
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** Connectors whose third party keeps them from sending, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String connector : new TreeSet<>(roster.takingDeliveries())) {
            Throttle.View now = roster.throttle(connector);
            if (now != null && now.isParked()) {
                lines.add(line(connector, now));
            }
        }
        return lines;
    }

    private static String line(String connector, Throttle.View now) {
        String since =
                switch (now.breaker()) {
                    case OPEN -> "its breaker is open";
                    case HALF_OPEN -> "its breaker is half-open, one delivery tries";
                    case OFF, CLOSED -> "its third party asked for it (Retry-After)";
                };
        return "connector "
                + connector
                + " is parked"
                + (now.parkedUntil() == 0 ? "" : " until " + time(now.parkedUntil()))
                + ": "
                + since;
    }

    /** Requests a second; infinite: as many as there are. */
    Map<String, Double> perSecond() {
        return each(Throttle.View::perSecond);
    }

    /** 0 closed or off, 1 half-open, 2 open. */
    Map<String, Double> breakers() {
        return each(
                view ->
                        switch (view.breaker()) {
                            case OFF, CLOSED -> 0.0;
                            case HALF_OPEN -> 1.0;
                            case OPEN -> 2.0;
                        });
    }

    /** 1 while the third party keeps it from sending. */
    Map<String, Double> parked() {
        return each(view -> view.isParked() ? 1.0 : 0.0);
    }

    private Map<String, Double> each(Function<Throttle.View, Double> value) {
        Map<String, Double> each = new TreeMap<>();
        for (String connector : roster.takingDeliveries()) {
            Throttle.View view = roster.throttle(connector);
            if (view != null) {
                each.put(connector, value.apply(view));
            }
        }
        return each;
    }
}
