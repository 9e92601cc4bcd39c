package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TimeSpan;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.AsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code tidegate-request:} that say how a connector's request is sent, both ways.
 */
final class RequestOptions {
    private final RequestEndpoint endpoint;

    RequestOptions(RequestEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Without what holds anyway. */
    static Map<String, Object> of(Connector connector, Terms usual) {
        Map<String, Object> options = new LinkedHashMap<>();
        Terms terms = connector.terms();
        if (connector.to() instanceof HttpTarget) {
            span(options, "connectTimeout", terms.connectTimeout(), usual.connectTimeout());
            span(options, "responseTimeout", terms.responseTimeout(), usual.responseTimeout());
            if (terms.concurrency() != usual.concurrency()) {
                options.put("concurrency", terms.concurrency());
            }
        }
        Set<Integer> giveUpOn = terms.retry().giveUpOn();
        if (!giveUpOn.equals(usual.retry().giveUpOn())) {
            options.put("giveUpOn", list(giveUpOn));
        }
        if (!connector.stages().after().isEmpty()) {
            options.put("hooksFollow", true);
        }
        return options;
    }

    private static String list(Set<Integer> statuses) {
        return statuses.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static void span(
            Map<String, Object> options, String key, Duration span, Duration usual) {
        if (!span.equals(usual)) {
            options.put(key, TimeSpan.text(span));
        }
    }

    static String uri(Connector connector, Terms usual) {
        String uri = RequestEndpoint.SCHEME + ":" + connector.id();
        String options =
                of(connector, usual).entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining("&"));
        return options.isEmpty() ? uri : uri + "?" + options;
    }

    /** The step that the endpoint's options describe. */
    AsyncProcessor step() {
        RequestSteps steps =
                endpoint.getCamelContext().getRegistry().findSingleByType(RequestSteps.class);
        if (steps == null) {
            throw new IllegalStateException(
                    RequestEndpoint.SCHEME
                            + ":"
                            + endpoint.getName()
                            + " needs a running Tidegate; none is in this Camel context");
        }
        Terms terms = terms(steps.usual());
        return new GivingUp(new MadeBefore(endpoint, terms, steps), terms.retry().giveUpOn());
    }

    private Terms terms(Terms usual) {
        Retry retry = usual.retry();
        return new Terms(
                new Retry(
                        retry.attempts(),
                        retry.delay(),
                        retry.backOffMultiplier(),
                        retry.maxDelay(),
                        retry.jitter(),
                        giveUpOn(retry)),
                usual.ordered(),
                endpoint.getConcurrency() > 0
                        ? usual.control().with(endpoint.getConcurrency())
                        : usual.control(),
                span("connectTimeout", endpoint.getConnectTimeout(), usual.connectTimeout()),
                span("responseTimeout", endpoint.getResponseTimeout(), usual.responseTimeout()),
                usual.heldWhenInactive());
    }

    private Set<Integer> giveUpOn(Retry usual) {
        String written = endpoint.getGiveUpOn();
        if (written.isEmpty()) {
            return usual.giveUpOn();
        }
        try {
            return Arrays.stream(written.split(","))
                    .map(status -> Integer.valueOf(status.trim()))
                    .collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw wrong("giveUpOn", written, "statuses with commas between them", e);
        }
    }

    private Duration span(String option, String written, Duration usual) {
        return written.isEmpty()
                ? usual
                : TimeSpan.parse(written)
                        .orElseThrow(() -> wrong(option, written, "a time such as 30s", null));
    }

    private IllegalArgumentException wrong(
            String option, String seen, String allowed, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                option
                        + " of "
                        + RequestEndpoint.SCHEME
                        + ":"
                        + endpoint.getName()
                        + " must be "
                        + allowed
                        + ", not \""
                        + seen
                        + "\"",
                cause);
    }
}
