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
    private static final String ACTION = "ACTION";
    private static final String IDENTITY = "identity:";

    /** What goes to a Camel endpoint, which takes it or throws: there is no status. */
    public static OutboundRequest toEndpoint(String uri, byte @Nullable [] body) {
        return new OutboundRequest(SEND, uri, Map.of(), body);
    }

    /**
     * What is done on the identity provider.
     *
     * @param word the action, as connectors write it
     * @param body its input, in JSON
     */
    public static OutboundRequest toAction(String word, byte[] body) {
        return new OutboundRequest(ACTION, IDENTITY + word, Map.of(), body);
    }

    /** The action's word; empty: it is a request of another kind. */
    public String actionWord() {
        return method.equals(ACTION) && url.startsWith(IDENTITY)
                ? url.substring(IDENTITY.length())
                : "";
    }

    public boolean isToEndpoint() {
        return method.equals(SEND);
    }
}
