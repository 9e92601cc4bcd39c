package io.tidegate.api;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list, newest first.
 *
 * @param next the id below which the next page begins; null at the end
 */
record Page<T>(List<T> rows, @Nullable Long next) {

    /**
     * @param found one more than fit, if there are so many
     * @param otherwise the next page's beginning if no more were found
     */
    static <T> Page<T> of(
            List<T> found, int limit, ToLongFunction<T> id, @Nullable Long otherwise) {
        return found.size() > limit
                ? new Page<>(found.subList(0, limit), id.applyAsLong(found.get(limit - 1)))
                : new Page<>(found, otherwise);
    }
}
