package io.tidegate.profile;

import org.jspecify.annotations.Nullable;

/**
 * One change of a mapped profile.
 *
 * @param field where, as a mapping writes it: {@code Email[0].Value}
 * @param change what was done: "trimmed, cut to 100 characters"
 * @param was at most 100 characters of it; null: never shown
 * @param now the same of what stands there instead; null: nothing does, or it is never shown
 */
public record Cleaned(String field, String change, @Nullable String was, @Nullable String now) {}
