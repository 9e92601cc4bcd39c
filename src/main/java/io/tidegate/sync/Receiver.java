package io.tidegate.sync;

import org.jspecify.annotations.Nullable;

/**
 * A connector that sends.
 *
 * @param system whom it sends to; null: it names none
 */
public record Receiver(String connector, @Nullable String system) {}
