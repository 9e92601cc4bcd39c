package io.tidegate.route;

import io.tidegate.connector.Retry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;

/**
 * A redelivery policy that an author wrote, as the retry that the journal carries out. What is not
 * written is as the settings say; a word that the journal does not carry out is refused.
 */
final class PolicyWords {
    /** Below it the journal would be asked all the time. */
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST = 1_000;

    /** What Camel takes if back-off or jitter is switched on without a number. */
    private static final double CAMELS_BACK_OFF = 2;

    private static final double CAMELS_JITTER = 0.15;

    private final CamelContext context;
    private final RedeliveryPolicyDefinition policy;
    private final Retry usual;

    private PolicyWords(CamelContext context, RedeliveryPolicyDefinition policy, Retry usual) {
        this.context = context;
        this.policy = policy;
        this.usual = usual;
    }

    /**
     * @throws IllegalArgumentException that says which word and what is allowed
     */
    static Retry read(CamelContext context, RedeliveryPolicyDefinition policy, Retry usual) {
        return new PolicyWords(context, policy, usual).retry();
    }

    private Retry retry() {
        refuseOthers();
        Duration delay = span("redeliveryDelay", policy.getRedeliveryDelay(), usual.delay());
        Duration most =
                span(
                        "maximumRedeliveryDelay",
                        policy.getMaximumRedeliveryDelay(),
                        max(usual.maxDelay(), delay));
        if (most.compareTo(delay) < 0) {
            throw wrong("maximumRedeliveryDelay", most.toMillis(), "at least the redeliveryDelay");
        }
        return new Retry(attempts(), delay, backOff(), most, jitter(), usual.giveUpOn());
    }

    private int attempts() {
        if (flag(policy.getDisableRedelivery(), false)) {
            return 0;
        }
        Integer written = CamelContextHelper.parseInteger(context, policy.getMaximumRedeliveries());
        int attempts = written == null ? usual.attempts() : written;
        return checked("maximumRedeliveries", attempts, n -> n >= 0 && n <= MOST, "0 to " + MOST);
    }

    /** A multiplier alone is meant, too: Camel would not look at it. */
    private double backOff() {
        Double written = CamelContextHelper.parseDouble(context, policy.getBackOffMultiplier());
        if (!flag(policy.getUseExponentialBackOff(), written != null)) {
            return 1;
        }
        double by = written == null ? CAMELS_BACK_OFF : written;
        return checked("backOffMultiplier", by, n -> n >= 1 && n <= 100, "1 to 100");
    }

    private double jitter() {
        Double written =
                CamelContextHelper.parseDouble(context, policy.getCollisionAvoidanceFactor());
        if (!flag(policy.getUseCollisionAvoidance(), written != null)) {
            return 0;
        }
        double by = written == null ? CAMELS_JITTER : written;
        return checked("collisionAvoidanceFactor", by, n -> n >= 0 && n <= 1, "0 to 1");
    }

    private Duration span(String word, @Nullable String written, Duration otherwise) {
        Duration span = CamelContextHelper.parseDuration(context, written);
        return span == null
                ? otherwise
                : checked(
                        word,
                        span,
                        s -> s.compareTo(SHORTEST) >= 0 && s.compareTo(LONGEST) <= 0,
                        "10 ms to 7 days");
    }

    private boolean flag(@Nullable String written, boolean otherwise) {
        Boolean flag = CamelContextHelper.parseBoolean(context, written);
        return flag == null ? otherwise : flag;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static <T> T checked(String word, T value, Predicate<T> allowed, String words) {
        if (!allowed.test(value)) {
            throw wrong(word, value instanceof Duration span ? span.toMillis() : value, words);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String word, Object seen, String allowed) {
        return new IllegalArgumentException(
                word + " of the redeliveryPolicy is " + seen + ", allowed is " + allowed);
    }

    private void refuseOthers() {
        Map<String, @Nullable String> others = new LinkedHashMap<>();
        others.put("delayPattern", policy.getDelayPattern());
        others.put("asyncDelayedRedelivery", policy.getAsyncDelayedRedelivery());
        others.put("allowRedeliveryWhileStopping", policy.getAllowRedeliveryWhileStopping());
        others.put("retriesExhaustedLogLevel", policy.getRetriesExhaustedLogLevel());
        others.put("retryAttemptedLogLevel", policy.getRetryAttemptedLogLevel());
        others.put("retryAttemptedLogInterval", policy.getRetryAttemptedLogInterval());
        others.put("logRetryAttempted", policy.getLogRetryAttempted());
        others.put("logStackTrace", policy.getLogStackTrace());
        others.put("logRetryStackTrace", policy.getLogRetryStackTrace());
        others.put("logHandled", policy.getLogHandled());
        others.put("logNewException", policy.getLogNewException());
        others.put("logContinued", policy.getLogContinued());
        others.put("logExhausted", policy.getLogExhausted());
        others.put("logExhaustedMessageHistory", policy.getLogExhaustedMessageHistory());
        others.put("logExhaustedMessageBody", policy.getLogExhaustedMessageBody());
        others.put("exchangeFormatterRef", policy.getExchangeFormatterRef());
        others.values().removeIf(java.util.Objects::isNull);
        if (!others.isEmpty()) {
            Set<String> words = others.keySet();
            throw new IllegalArgumentException(
                    String.join(", ", words)
                            + " of the redeliveryPolicy would have no effect: the journal repeats, not Camel;"
                            + " allowed are "
                            + String.join(", ", ALLOWED));
        }
    }

    private static final List<String> ALLOWED =
            List.of(
                    "maximumRedeliveries",
                    "redeliveryDelay",
                    "maximumRedeliveryDelay",
                    "backOffMultiplier",
                    "useExponentialBackOff",
                    "collisionAvoidanceFactor",
                    "useCollisionAvoidance",
                    "disableRedelivery");
}
