package io.tidegate.failedquery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some failed queries, newest first.
 *
 * @param next the id before which the next page begins; null at the end
 */
public record FailedQueryPage(List<FailedQuery> items, @Nullable Long next) {}
