package io.tidegate.api;

import java.util.Set;

/**
 * Who knows which deliveries are on the wire at this moment: their rows still say pending or
 * waiting.
 */
@FunctionalInterface
public interface Wire {
    Set<Long> delivering();
}
