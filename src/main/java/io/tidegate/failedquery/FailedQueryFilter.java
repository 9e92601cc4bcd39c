package io.tidegate.failedquery;

import org.jspecify.annotations.Nullable;

/** Which failed queries; what is null does not matter. */
public record FailedQueryFilter(@Nullable String connector, FailedQuery.@Nullable State state) {}
