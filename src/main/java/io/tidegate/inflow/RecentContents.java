package io.tidegate.inflow;

import io.tidegate.event.Sealing;
import io.tidegate.journal.JournalUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was posted lately to each connector that says {@code dedupe}; what was stored before a start
 * is read back, so that the time holds across it.
 */
final class RecentContents {
    private final Stored stored;
    private final Clock clock;
    private final Sealing sealing;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Duration window, RecentContent content) {}

    /** Where the events are that were accepted. */
    @FunctionalInterface
    interface Stored {
        /**
         * Hands over the events of a source since then, ms since 1970, oldest first. May block.
         *
         * @throws JournalUnavailable if they cannot be read
         */
        void since(String source, long from, RecentContent into);
    }

    RecentContents(Stored stored, Clock clock, Sealing sealing) {
        this.sealing = sealing;
        this.stored = stored;
        this.clock = clock;
    }

    /** May block at a connector's first post. Null: it says no {@code dedupe}. */
    @Nullable RecentContent of(Inbound inbound) throws Refused {
        Duration window = inbound.entry().dedupe();
        if (window == null) {
            return null;
        }
        try {
            return known.compute(
                            inbound.connector(),
                            (id, last) ->
                                    last != null && last.window().equals(window)
                                            ? last
                                            : read(inbound, window))
                    .content();
        } catch (JournalUnavailable e) {
            throw Refused.later(Reason.NOT_STORED, String.valueOf(e.getMessage()));
        }
    }

    private Known read(Inbound inbound, Duration window) {
        SealedPost sealed = new SealedPost(inbound, sealing);
        RecentContent content = new RecentContent(window.toMillis(), clock, sealed::identity);
        stored.since(inbound.source(), clock.millis() - window.toMillis(), content);
        return new Known(window, content);
    }
}
