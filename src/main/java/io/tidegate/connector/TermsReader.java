package io.tidegate.connector;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads {@code retry}, {@code ordered}, {@code timeouts} and {@code whenInactive}; the rest is its
 * {@link ControlReader}'s.
 */
final class TermsReader {
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
                        .map(n -> new NodeReader(n, OutflowKeys.TIMEOUTS, reading));
        return new Terms(
                connector.find("retry").map(this::retry).orElse(defaults.retry()),
                connector.flag("ordered", defaults.ordered()),
                new ControlReader(defaults.control(), reading).read(connector),
                timeout(timeouts, "connect", defaults.connectTimeout()),
                timeout(timeouts, "response", defaults.responseTimeout()),
                heldWhenInactive(connector));
    }

    /** What only a request over HTTP obeys. */
    void check(NodeReader connector, Target target) {
        if (target instanceof EndpointTarget && connector.has("timeouts")) {
            reading.wrong(
                    connector.key("timeouts"),
                    "\"timeouts\" is for http and https only: for kafka: and amqp: the setting"
                            + " tidegate.response-timeout holds, other endpoints have options of their own");
        }
    }

    private static boolean heldWhenInactive(NodeReader connector) {
        Optional<String> word = connector.text("whenInactive");
        if (word.isPresent() && !OutflowKeys.WHEN_INACTIVE.containsKey(word.get())) {
            connector.refuse("whenInactive", whenInactive());
        }
        return word.filter("hold"::equals).isPresent();
    }

    private static String whenInactive() {
        return OutflowKeys.WHEN_INACTIVE.entrySet().stream()
                .map(word -> word.getKey() + " (" + word.getValue() + ")")
                .collect(Collectors.joining(" or "));
    }

    private static Duration timeout(Optional<NodeReader> timeouts, String key, Duration otherwise) {
        return timeouts.map(reader -> reader.span(key, otherwise)).orElse(otherwise);
    }

    private Retry retry(Node node) {
        NodeReader retry = new NodeReader(node, OutflowKeys.RETRY, reading);
        Retry otherwise = defaults.retry();
        Duration delay = retry.span("delay", otherwise.delay());
        return new Retry(
                retry.whole("attempts", otherwise.attempts()),
                delay,
                retry.decimal("backOff", otherwise.backOffMultiplier()),
                maxDelay(retry, delay),
                retry.decimal("jitter", otherwise.jitter()),
                retry.has("giveUpOn") ? statuses(retry) : otherwise.giveUpOn());
    }

    private Duration maxDelay(NodeReader retry, Duration delay) {
        Duration otherwise = defaults.retry().maxDelay();
        Duration most = retry.span("maxDelay", otherwise);
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
