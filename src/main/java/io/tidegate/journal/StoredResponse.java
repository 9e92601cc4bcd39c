package io.tidegate.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A 2xx answer as after hooks read it. */
public record StoredResponse(int status, Map<String, String> headers, byte @Nullable [] body) {}
