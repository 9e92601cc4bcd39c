package io.tidegate.destination;

import org.jspecify.annotations.Nullable;

/**
 * What a destination is called, and where to read more.
 *
 * @param group such as {@code CRM}
 * @param icon a data URL
 * @param documentation the third party's page
 */
public record About(
        String name,
        String title,
        String description,
        @Nullable String group,
        @Nullable String icon,
        @Nullable String documentation) {}
