package io.tidegate.connector;

import org.jspecify.annotations.Nullable;

/**
 * One converter of a mapping, such as {@code trim} or {@code truncate: 40}; made by the words of
 * {@link Conversions}.
 *
 * @param argument plain Java as YAML would have it; null if the converter takes none
 */
public record Conversion(String name, @Nullable Object argument) {}
