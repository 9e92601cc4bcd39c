package io.tidegate.api;

import org.jspecify.annotations.Nullable;

/**
 * One setting as it holds now.
 *
 * @param value secrets masked; null: unset
 * @param otherwise the value if nothing is set; null: none
 * @param from {@code property}, {@code environment} or {@code default}
 */
public record SettingView(
        String name,
        String variable,
        @Nullable String value,
        @Nullable String otherwise,
        String from,
        String description) {}
