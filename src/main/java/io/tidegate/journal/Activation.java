package io.tidegate.journal;

import org.jspecify.annotations.Nullable;

/**
 * How a connector was last switched.
 *
 * @param discardTo its deliveries up to this id are to end as failed; null: they are held
 * @param at ms since 1970
 * @param by who, as it is written down
 */
public record Activation(
        String connector, boolean active, @Nullable Long discardTo, long at, String by) {}
