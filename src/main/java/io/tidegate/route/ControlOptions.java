package io.tidegate.route;

import io.tidegate.connector.BreakerTerms;
import io.tidegate.connector.Control;
import io.tidegate.connector.ControlBounds;
import io.tidegate.connector.RateLimit;
import io.tidegate.connector.TimeSpan;
import io.tidegate.delivery.Breaker;
import io.tidegate.delivery.Throttle;
import io.tidegate.delivery.TriggerEndpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of {@code trigger:} that say how fast its deliveries go, both ways. */
final class ControlOptions {
    private static final Pattern BREAKER = Pattern.compile("([1-9]\\d{0,4})/([1-9]\\d?|100)/(.+)");

    private ControlOptions() {}

    /** Without what holds anyway. */
    static Map<String, Object> of(Control control, Control usual) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (control.concurrency() != usual.concurrency()) {
            options.put("concurrency", control.concurrency());
        }
        if (control.rateLimit() != null) {
            options.put("rateLimit", control.rateLimit().text());
        }
        BreakerTerms breaker = control.breaker();
        if (!Objects.equals(breaker, usual.breaker())) {
            options.put("breaker", breaker == null ? "off" : breaker.text());
        }
        Duration after = control.deactivateAfter();
        if (!Objects.equals(after, usual.deactivateAfter())) {
            options.put("deactivateAfter", after == null ? "never" : TimeSpan.text(after));
        }
        return options;
    }

    /**
     * @throws IllegalArgumentException if an option says what is not allowed
     */
    static Control read(TriggerEndpoint trigger, Control usual) {
        return new Control(
                concurrency(trigger, usual.concurrency()),
                rateLimit(trigger),
                breaker(trigger, usual.breaker()),
                deactivateAfter(trigger, usual.deactivateAfter()),
                null);
    }

    private static int concurrency(TriggerEndpoint trigger, int usual) {
        int concurrency = trigger.getConcurrency();
        if (concurrency != 0 && !ControlBounds.isConcurrency(concurrency)) {
            throw wrong(
                    trigger,
                    "concurrency",
                    Integer.toString(concurrency),
                    "0, which takes the setting, or " + ControlBounds.CONCURRENCIES);
        }
        return concurrency == 0 ? usual : concurrency;
    }

    /** What it means for a lane. */
    static Throttle.Terms throttle(Control control) {
        RateLimit limit = control.rateLimit();
        BreakerTerms breaker = control.breaker();
        boolean free = limit == null || control.batch() != null; // a batch counts its requests
        return new Throttle.Terms(
                free ? Double.POSITIVE_INFINITY : perSecond(limit),
                breaker == null
                        ? null
                        : new Breaker.Terms(
                                breaker.after(),
                                breaker.failureRate(),
                                breaker.openFor().toMillis()));
    }

    static double perSecond(@Nullable RateLimit limit) {
        return limit == null
                ? Double.POSITIVE_INFINITY
                : limit.requests() * 1_000.0 / limit.per().toMillis();
    }

    private static @Nullable RateLimit rateLimit(TriggerEndpoint trigger) {
        String text = trigger.getRateLimit();
        return text.isEmpty()
                ? null
                : RateLimit.parse(text)
                        .orElseThrow(
                                () ->
                                        wrong(
                                                trigger,
                                                "rateLimit",
                                                text,
                                                "a number from 1 to 1000000 and /s, /m or /h"));
    }

    private static @Nullable BreakerTerms breaker(
            TriggerEndpoint trigger, @Nullable BreakerTerms usual) {
        String text = trigger.getBreaker();
        return switch (text) {
            case "" -> usual;
            case "off" -> null;
            case "on" -> BreakerTerms.USUAL;
            default ->
                    breaker(text)
                            .orElseThrow(
                                    () ->
                                            wrong(
                                                    trigger,
                                                    "breaker",
                                                    text,
                                                    "on, off, or " + ControlBounds.BREAKERS));
        };
    }

    private static Optional<BreakerTerms> breaker(String text) {
        Matcher matcher = BREAKER.matcher(text);
        return matcher.matches()
                ? TimeSpan.parse(matcher.group(3))
                        .map(
                                openFor ->
                                        new BreakerTerms(
                                                Integer.parseInt(matcher.group(1)),
                                                Integer.parseInt(matcher.group(2)),
                                                openFor))
                        .filter(ControlBounds::isBreaker)
                : Optional.empty();
    }

    private static @Nullable Duration deactivateAfter(
            TriggerEndpoint trigger, @Nullable Duration usual) {
        String text = trigger.getDeactivateAfter();
        if (text.isEmpty()) {
            return usual;
        }
        return text.equals("never")
                ? null
                : TimeSpan.parse(text)
                        .filter(ControlBounds::isTimeToDeactivate)
                        .orElseThrow(
                                () ->
                                        wrong(
                                                trigger,
                                                "deactivateAfter",
                                                text,
                                                "never or "
                                                        + ControlBounds.TIMES_TO_DEACTIVATE
                                                        + ", such as 5d"));
    }

    private static IllegalArgumentException wrong(
            TriggerEndpoint trigger, String option, String seen, String allowed) {
        return new IllegalArgumentException(
                option
                        + " of trigger:"
                        + trigger.getName()
                        + " must be "
                        + allowed
                        + ", not \""
                        + seen
                        + "\"");
    }
}
