package io.tidegate.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that every attempt of a delivery repeats. Secrets stand in it as references, never as
 * their text.
 */
public record StoredRequest(
        String method, String url, Map<String, String> headers, byte @Nullable [] body) {}
