package io.tidegate.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a provider with JSON, and writes each call down. */
final class Caller {
    private static final int NO_ANSWER = 0;

    private final String provider;
    private final Transport transport;
    private final String type;

    /**
     * @param type of bodies, such as {@code application/json}
     */
    Caller(String provider, Transport transport, String type) {
        this.provider = provider;
        this.transport = transport;
        this.type = type;
    }

    /** A request without credentials. */
    Transport.Request request(
            String method, String url, @Nullable Object body, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", type);
        if (body != null) {
            headers.put("Content-Type", type);
        }
        headers.putAll(more);
        return new Transport.Request(method, url, headers, body == null ? null : Json.write(body));
    }

    /**
     * @param shown the request as it may be told
     */
    Transport.Response call(Transport.Request request, String shown, How how) throws ActionFailed {
        try {
            Transport.Response response = transport.call(request);
            how.calls()
                    .add(
                            new Calls.Call(
                                    request.method(), shown, response.status(), response.millis()));
            return response;
        } catch (Transport.Unreachable e) {
            if (!e.neverSent()) {
                how.calls().add(new Calls.Call(request.method(), shown, NO_ANSWER, 0));
            }
            throw ActionFailed.repeat(provider + " gave no answer: " + e.getMessage());
        }
    }

    /** The object that an answer is; of one that is none the attempt is repeated. */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> object(Transport.Response response) throws ActionFailed {
        try {
            if (Json.parse(response.body()) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
        } catch (InvalidJson e) {
            // told below: what was expected says more than where it broke off
        }
        throw ActionFailed.refused(
                provider
                        + " answered "
                        + response.status()
                        + " with something that is no JSON object",
                true,
                null,
                response);
    }
}
