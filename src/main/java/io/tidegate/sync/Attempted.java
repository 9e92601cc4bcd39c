package io.tidegate.sync;

import io.tidegate.event.Event;

/**
 * An attempt to send that has ended.
 *
 * @param begunAt ms since 1970
 * @param endedAt ms since 1970
 * @param delivered false: it failed, but may have reached the system all the same
 */
public record Attempted(Receiver to, Event event, long begunAt, long endedAt, boolean delivered) {}
