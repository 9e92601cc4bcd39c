package io.tidegate.sandbox;

import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointStrategy;

/**
 * Replaces every Camel endpoint but those known to stay inside this process or on its disk: a list
 * of what may, since nobody can list all that reaches out.
 */
final class DetourStrategy implements EndpointStrategy {
    private static final Set<String> LOCAL =
            Set.of(
                    "trigger",
                    "events",
                    "tidegate-request",
                    "identity",
                    "direct",
                    "seda",
                    "kamelet",
                    "bean",
                    "class",
                    "log",
                    "mock",
                    "timer",
                    "file",
                    "language",
                    "controlbus",
                    "platform-http");

    private final Detour detour;

    DetourStrategy(Detour detour) {
        this.detour = detour;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        return isLocal(endpoint.getEndpointUri()) ? endpoint : new DetourEndpoint(endpoint, detour);
    }

    private boolean isLocal(String uri) {
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        return LOCAL.contains(scheme)
                || (scheme.equals("sql") && uri.contains("dataSource=#journal"))
                || detour.isOwn(uri);
    }
}
