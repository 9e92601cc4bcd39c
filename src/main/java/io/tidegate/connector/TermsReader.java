package io.tidegate.connector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads {@code retry}, {@code ordered}, {@code concurrency}, {@code timeouts} and {@code
 * whenInactive}.
 */
final class TermsReader {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST_DELAY = Duration.ofDays(7);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private static final Set<String> WHEN_INACTIVE = Set.of("hold", "ignore");

    private final Terms defaults;
    private final Reading reading;

    TermsReader(Terms defaults, Reading reading) {
        this.defaults = defaults;
        this.reading = reading;
    }

    Terms read(NodeReader connector) {
        Optional<NodeReader> timeouts =
                connector
                        .find("timeouts")
                        .map(
                                n ->
                                        new NodeReader(
                                                n,
                                                "timeouts",
                                                List.of("connect", "response"),
                                                reading));
        return new Terms(
                connector.find("retry").map(this::retry).orElse(defaults.retry()),
                connector.flag("ordered", defaults.ordered()),
                connector.whole("concurrency", 1, 10_000, defaults.concurrency()),
                timeout(timeouts, "connect", defaults.connectTimeout()),
                timeout(timeouts, "response", defaults.responseTimeout()),
                heldWhenInactive(connector));
    }

    private static boolean heldWhenInactive(NodeReader connector) {
        Optional<String> word = connector.text("whenInactive");
        if (word.isPresent() && !WHEN_INACTIVE.contains(word.get())) {
            connector.refuse(
                    "whenInactive",
                    "hold (its events wait for its activation) or ignore (they make no delivery, the default)");
        }
        return word.filter("hold"::equals).isPresent();
    }

    private static Duration timeout(Optional<NodeReader> timeouts, String key, Duration otherwise) {
        return timeouts.map(reader -> reader.span(key, SHORTEST, LONGEST_TIMEOUT, otherwise))
                .orElse(otherwise);
    }

    private Retry retry(Node node) {
        NodeReader retry =
                new NodeReader(
                        node,
                        "retry",
                        List.of("attempts", "delay", "backOff", "maxDelay", "jitter", "giveUpOn"),
                        reading);
        Retry otherwise = defaults.retry();
        Duration delay = retry.span("delay", SHORTEST, LONGEST_DELAY, otherwise.delay());
        return new Retry(
                retry.whole("attempts", 0, 1_000, otherwise.attempts()),
                delay,
                retry.decimal("backOff", 1, 100, otherwise.backOffMultiplier()),
                maxDelay(retry, delay),
                retry.decimal("jitter", 0, 1, otherwise.jitter()),
                retry.has("giveUpOn") ? statuses(retry) : otherwise.giveUpOn());
    }

    private Duration maxDelay(NodeReader retry, Duration delay) {
        Duration otherwise = defaults.retry().maxDelay();
        Duration most = retry.span("maxDelay", SHORTEST, LONGEST_DELAY, otherwise);
        if (most.compareTo(delay) >= 0) {
            return most;
        }
        if (retry.has("maxDelay")) {
            retry.refuse("maxDelay", "at least the delay, " + TimeSpan.text(delay));
        }
        return delay;
    }

    private Set<Integer> statuses(NodeReader retry) {
        return retry.items("giveUpOn").stream()
                .flatMap(node -> status(node).stream())
                .collect(Collectors.toSet());
    }

    private Optional<Integer> status(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().matches("[345]\\d\\d")) {
            return Optional.of(Integer.valueOf(scalar.getValue()));
        }
        reading.wrong(
                node,
                "\"giveUpOn\" of retry must list response statuses from 300 to 599, not "
                        + NodeReader.kind(node));
        return Optional.empty();
    }
}
