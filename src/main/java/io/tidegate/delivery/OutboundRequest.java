package io.tidegate.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is stored and repeated: secrets and environment still stand in URL and headers as
 * references.
 */
public record OutboundRequest(
        String method, String url, Map<String, String> headers, byte @Nullable [] body) {
    private static final String SEND = "SEND";

    /** What goes to a Camel endpoint, which takes it or throws: there is no status. */
    public static OutboundRequest toEndpoint(String uri, byte @Nullable [] body) {
        return new OutboundRequest(SEND, uri, Map.of(), body);
    }

    public boolean isToEndpoint() {
        return method.equals(SEND);
    }
}
