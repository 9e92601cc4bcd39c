package io.tidegate.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is stored and repeated: secrets and environment still stand in URL and headers as
 * references.
 */
public record OutboundRequest(
        String method, String url, Map<String, String> headers, byte @Nullable [] body) {}
