package io.tidegate.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connector that is not the console's: one of a file or a class.
 *
 * @param file as it is shown; null: a class of a jar
 * @param line from 1; null: it cannot be told
 * @param yaml null: YAML cannot say it
 * @param config what stands under its node; null likewise
 */
public record ConnectorFile(
        String kind,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable String yaml,
        @Nullable Map<String, @Nullable Object> config) {}
