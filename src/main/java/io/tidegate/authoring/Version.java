package io.tidegate.authoring;

import org.jspecify.annotations.Nullable;

/**
 * A connector as it was saved once.
 *
 * @param number from 1, without gaps
 * @param savedAt ms since 1970
 * @param note what its author says of it
 */
public record Version(
        String connector,
        long number,
        String yaml,
        long savedAt,
        String savedBy,
        @Nullable String note) {}
