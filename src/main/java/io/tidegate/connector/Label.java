package io.tidegate.connector;

import org.jspecify.annotations.Nullable;

/**
 * What a connector is called, and where it was written.
 *
 * @param id also the Camel route's id: letters, digits, {@code . _ -}, at most 100
 * @param system the third party's name; what an echo is recognised by
 */
public record Label(String id, @Nullable String title, @Nullable String system, Mark mark) {}
