package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Part;
import io.tidegate.connector.Terms;
import io.tidegate.connector.TimeSpan;
import io.tidegate.delivery.Flight;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Activation;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.FailingConnectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sees when a connector has had nothing but failures for as long as its terms allow, or its third
 * party says that it is gone, and has it switched off.
 */
public final class FailingSince implements DeliveryMeter {
    private static final int GONE = 410;

    /** Failures that are over sooner are not written down; a success is told so often at most. */
    private static final long TOLD_MILLIS = 60_000;

    private final DeliveryMeter next;
    private final Clock clock;
    private final Map<String, Long> since = new ConcurrentHashMap<>();

    /** Those that are written down; false until that is committed. */
    private final Map<String, Boolean> written = new ConcurrentHashMap<>();

    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private volatile @Nullable Partners partners;

    /**
     * Whom it asks and tells.
     *
     * @param terms null: its route is not there
     * @param switched how a connector was last switched, at whichever node; null: never, it is
     *     active
     * @param oneAddress whether all that a connector sends goes to the same one
     */
    public record Partners(
            Function<String, @Nullable Terms> terms,
            Function<String, @Nullable Activation> switched,
            Predicate<String> oneAddress,
            FailingConnectors known,
            End end) {
        public static Partners of(
                Roster roster, Activations activations, FailingConnectors known, End end) {
            return new Partners(
                    roster::terms,
                    activations::of,
                    id -> isOneAddress(roster.connector(id).orElse(null)),
                    known,
                    end);
        }
    }

    /** What becomes of a connector for the reason given; must return at once. */
    public interface End {
        /** Its third party is gone. */
        void gone(String connector, String reason);

        /** It failed for too long, as far as this node knows: {@link #isStill} knows more. */
        void failed(String connector, String reason);
    }

    /**
     * @param next told too
     */
    public FailingSince(DeliveryMeter next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    /**
     * Goes on where the last start ended.
     *
     * @throws io.tidegate.journal.JournalUnavailable if that cannot be read
     */
    public void use(Partners known) {
        since.putAll(known.known().all());
        since.keySet().forEach(connector -> written.put(connector, true));
        partners = known;
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
        next.accepted(acceptances);
    }

    @Override
    public void ended(Flight flight, DeliveryRecord what) {
        Attempt attempt = what.made().attempt();
        Partners with = partners;
        if (attempt != null && with != null) {
            String connector = flight.id().connector();
            if (attempt.error() == null) {
                succeeded(connector, with);
            } else {
                failed(connector, attempt, with);
            }
        }
        next.ended(flight, what);
    }

    /** Another node may have written down its failures, so that now and then it is told too. */
    private void succeeded(String connector, Partners with) {
        if (!since.isEmpty()) {
            since.remove(connector);
        }
        boolean known = !written.isEmpty() && written.remove(connector) != null;
        Terms terms = with.terms().apply(connector);
        if (terms == null || terms.control().deactivateAfter() == null) {
            return;
        }
        long now = clock.millis();
        if (known || now - told.getOrDefault(connector, 0L) >= TOLD_MILLIS) {
            told.put(connector, now);
            with.known().forget(connector);
        }
    }

    /** Of one that is switched off, what was on the wire may fail still: that is not counted. */
    private void failed(String connector, Attempt attempt, Partners with) {
        Activation switched = with.switched().apply(connector);
        if (switched != null && !switched.active()) {
            return;
        }
        if (Integer.valueOf(GONE).equals(attempt.status()) && with.oneAddress().test(connector)) {
            with.end().gone(connector, "its third party answered 410 Gone");
            return;
        }
        long now = clock.millis();
        Long first = first(connector, now, switched);
        Terms terms = with.terms().apply(connector);
        Duration after = terms == null ? null : terms.control().deactivateAfter();
        if (first == null || after == null) {
            return;
        }
        long lasts = now - first;
        if (lasts < Math.min(TOLD_MILLIS, after.toMillis() / 2)) {
            return;
        }
        if (written.putIfAbsent(connector, false) == null) {
            with.known()
                    .begin(connector, first)
                    .whenComplete((rows, problem) -> written(connector, problem == null));
        } else if (lasts >= after.toMillis() && written.getOrDefault(connector, false)) {
            with.end().failed(connector, reason(first, after));
        }
    }

    /** Null if it is this one, whatever was before the connector was switched on. */
    private @Nullable Long first(String connector, long now, @Nullable Activation switched) {
        Long first = since.putIfAbsent(connector, now);
        if (first == null || switched == null || first >= switched.at()) {
            return first;
        }
        written.remove(connector);
        since.put(connector, now);
        return null;
    }

    private void written(String connector, boolean is) {
        if (is) {
            written.replace(connector, false, true);
        } else {
            written.remove(connector, false);
        }
    }

    private static String reason(long first, Duration after) {
        return "it had nothing but failures since "
                + Instant.ofEpochMilli(first).truncatedTo(ChronoUnit.SECONDS)
                + ", allowed are "
                + TimeSpan.text(after);
    }

    /** Of an address made of fields it may be the record that is gone, and not the third party. */
    private static boolean isOneAddress(@Nullable Connector connector) {
        return connector != null
                && connector.to() instanceof HttpTarget http
                && http.uri().parts().stream().noneMatch(Part.FieldRef.class::isInstance);
    }

    /**
     * Whether it succeeded nowhere else meanwhile; waits for the database.
     *
     * @throws io.tidegate.journal.JournalUnavailable if that cannot be read
     */
    public boolean isStill(String connector) {
        Partners with = partners;
        return with != null && with.known().since(connector).isPresent();
    }

    /** It counts anew. */
    public void forget(String connector) {
        since.remove(connector);
        written.remove(connector);
        Partners with = partners;
        if (with != null) {
            with.known().forget(connector);
        }
    }
}
