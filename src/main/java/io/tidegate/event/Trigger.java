package io.tidegate.event;

/**
 * One event type that the catalogue knows by name.
 *
 * @param name canonical spelling, without a dot; events may carry it in any case
 * @param loginRadius true for a name that LoginRadius documents as a webhook event, false for one
 *     of Tidegate's own
 */
public record Trigger(String name, String title, String description, boolean loginRadius) {}
