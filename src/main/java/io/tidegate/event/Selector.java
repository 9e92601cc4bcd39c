package io.tidegate.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link Path} finds its values. */
sealed interface Selector permits Steps, Query {
    Object NOTHING = new Object();

    boolean definite();

    @Nullable Object first(@Nullable Object root, @Nullable Object otherwise);

    List<@Nullable Object> select(@Nullable Object root);
}
