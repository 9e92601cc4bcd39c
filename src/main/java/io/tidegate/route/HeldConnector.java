package io.tidegate.route;

import io.tidegate.connector.Mistake;
import io.tidegate.event.TriggerPattern;
import io.tidegate.journal.KnownConnector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector that this start did not load; its unfinished deliveries wait until one does.
 *
 * @param last how it was when it was last loaded; without triggers if it never was
 * @param mistake of its broken file; null if it is missing
 */
public record HeldConnector(KnownConnector last, @Nullable Mistake mistake) {
    private static final Logger LOG = LoggerFactory.getLogger(HeldConnector.class);

    /** A broken one's events still get deliveries; a missing one's get none. */
    public boolean isBroken() {
        return mistake != null;
    }

    /** What the event types are that its deliveries are kept for. */
    List<TriggerPattern> on() {
        List<TriggerPattern> patterns = new ArrayList<>();
        for (String trigger : last.triggers()) {
            try {
                patterns.add(TriggerPattern.parse(trigger));
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "the broken connector {} listened to {}, which this version does not know; such events get no delivery with it: {}",
                        last.id(),
                        trigger,
                        e.getMessage());
            }
        }
        return patterns;
    }
}
