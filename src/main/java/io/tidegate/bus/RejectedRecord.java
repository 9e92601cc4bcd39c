package io.tidegate.bus;

/**
 * A record that is no event that is taken.
 *
 * @param reason in words, for who published it
 */
public record RejectedRecord(BusRecord origin, String reason) {}
