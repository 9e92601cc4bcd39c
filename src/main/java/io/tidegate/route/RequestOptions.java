package io.tidegate.route;

import io.tidegate.connector.CamelTemplate;
import io.tidegate.connector.Connector;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Label;
import io.tidegate.connector.Mark;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Stages;
import io.tidegate.connector.Target;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TimeSpan;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.AsyncProcessor;
import org.jspecify.annotations.Nullable;

/** The options of {@code tidegate-request:} that say a connector's request, both ways. */
final class RequestOptions {
    private static final String DATA = "data";

    /** What Camel leaves as it is in an option of a URI. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 :/._,{}$-]+");

    private final RequestEndpoint endpoint;

    RequestOptions(RequestEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Without what holds anyway. */
    static Map<String, Object> of(Connector connector, boolean mapped, Terms usual) {
        Map<String, Object> options = new LinkedHashMap<>();
        Terms terms = connector.terms();
        if (connector.to() instanceof HttpTarget http) {
            options.put("url", CamelTemplate.of(http.uri()));
            options.put("method", http.method());
            http.headers()
                    .forEach(
                            (name, value) ->
                                    options.put(
                                            RequestEndpoint.HEADER + name,
                                            CamelTemplate.of(value)));
            span(options, "connectTimeout", terms.connectTimeout(), usual.connectTimeout());
            span(options, "responseTimeout", terms.responseTimeout(), usual.responseTimeout());
            if (terms.concurrency() != usual.concurrency()) {
                options.put("concurrency", terms.concurrency());
            }
        } else if (connector.to() instanceof EndpointTarget target) {
            options.put("endpoint", target.uri());
        }
        if (!mapped) {
            options.put("body", DATA);
        }
        Set<Integer> giveUpOn = terms.retry().giveUpOn();
        if (!giveUpOn.equals(usual.retry().giveUpOn())) {
            options.put(
                    "giveUpOn",
                    giveUpOn.stream()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        }
        if (!connector.stages().after().isEmpty()) {
            options.put("hooksFollow", true);
        }
        return options;
    }

    private static void span(
            Map<String, Object> options, String key, Duration span, Duration usual) {
        if (!span.equals(usual)) {
            options.put(key, TimeSpan.text(span));
        }
    }

    static String uri(String connector, Map<String, Object> options) {
        StringBuilder uri = new StringBuilder(RequestEndpoint.SCHEME + ":" + connector);
        char before = '?';
        for (Map.Entry<String, Object> option : quoted(options).entrySet()) {
            uri.append(before).append(option.getKey()).append('=').append(option.getValue());
            before = '&';
        }
        return uri.toString();
    }

    /** As Camel's YAML has to write them: it takes some characters for its own. */
    static Map<String, Object> quoted(Map<String, Object> options) {
        Map<String, Object> quoted = new LinkedHashMap<>();
        options.forEach(
                (key, value) ->
                        quoted.put(key, value instanceof String text ? quoted(text) : value));
        return quoted;
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return text.contains(")&")
                ? URLEncoder.encode(text, StandardCharsets.UTF_8)
                : "RAW(" + text + ")";
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
        Connector described =
                new Connector(
                        new Label(endpoint.getName(), null, null, mark()),
                        List.of(),
                        new Stages(List.of(), List.of(), null, List.of()),
                        target(),
                        terms(steps.usual()));
        AsyncProcessor step =
                steps.step(
                        described,
                        !endpoint.getBody().equals(DATA),
                        endpoint.isHooksFollow(),
                        endpoint.getCamelContext());
        Set<Integer> giveUpOn = described.terms().retry().giveUpOn();
        return giveUpOn.isEmpty() ? step : new GivingUp(step, giveUpOn);
    }

    private Mark mark() {
        return new Mark(endpoint.getEndpointUri(), 1, 1);
    }

    private Target target() {
        if (endpoint.getUrl().isEmpty() == endpoint.getEndpoint().isEmpty()) {
            throw new IllegalArgumentException(
                    RequestEndpoint.SCHEME
                            + ":"
                            + endpoint.getName()
                            + " needs one of url and endpoint");
        }
        return endpoint.getUrl().isEmpty()
                ? new EndpointTarget(endpoint.getEndpoint(), mark())
                : CamelTemplate.target(
                        endpoint.getUrl(), endpoint.getMethod(), endpoint.getHeaders());
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
                endpoint.getConcurrency() > 0 ? endpoint.getConcurrency() : usual.concurrency(),
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
