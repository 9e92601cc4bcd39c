package io.tidegate.rehearsal;

import io.tidegate.connector.CannedAnswer;
import io.tidegate.connector.Connector;
import io.tidegate.delivery.Reply;
import io.tidegate.event.Json;
import io.tidegate.route.Sending;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Stands for every third party, over HTTP and behind Camel endpoints, and does what the trial says.
 */
final class CannedThirdParty implements Sending.Factory, EndpointStrategy {
    /**
     * These only run what stands in this process; a list of what may, since nobody can list all
     * that reaches out.
     */
    private static final Set<String> INSIDE =
            Set.of("trigger", "direct", "bean", "class", "language", "log");

    private volatile @Nullable Trial trial;

    void begin(Trial next) {
        trial = next;
    }

    Trial trial() {
        return Objects.requireNonNull(trial, "a bug: something is sent and nothing is tried");
    }

    @Override
    public Sending of(Connector connector) {
        long millis = connector.terms().responseTimeout().toMillis();
        return (stored, key, trace, then) -> then.accept(reply(trial().nextAnswer(), millis));
    }

    private static Reply reply(CannedAnswer answer, long timeout) {
        if (answer instanceof CannedAnswer.Answered answered) {
            Map<String, String> headers = new LinkedHashMap<>();
            answered.headers()
                    .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            return new Reply.Answered(answered.status(), headers, bytes(answered.body()));
        }
        return answer instanceof CannedAnswer.Unreachable unreachable
                ? new Reply.NeverSent(unreachable.error())
                : new Reply.Unanswered("no complete answer within " + timeout + " ms", true);
    }

    private static byte[] bytes(@Nullable Object body) {
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return body == null ? new byte[0] : Json.write(body);
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        String real = endpoint.getEndpointUri();
        String scheme = real.substring(0, Math.max(0, real.indexOf(':')));
        return INSIDE.contains(scheme) ? endpoint : new CannedEndpoint(endpoint, this);
    }
}
