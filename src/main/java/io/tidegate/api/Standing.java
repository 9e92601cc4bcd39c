package io.tidegate.api;

import io.tidegate.journal.Lately;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the server stands, as its own monitoring sees it. */
public interface Standing {
    /** By connector; those with nothing unfinished may be left out. */
    Map<String, Unfinished> unfinished();

    Seen health();

    /** What was counted in the last hour and the last day. */
    Lately lately();

    /**
     * @param why it is down; null: it is up
     * @param degraded what does not do well, one line each
     */
    record Seen(@Nullable String why, List<String> degraded) {
        public Seen {
            degraded = List.copyOf(degraded);
        }
    }
}
