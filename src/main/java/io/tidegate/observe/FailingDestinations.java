package io.tidegate.observe;

import io.tidegate.delivery.Flight;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.route.DeliveryMeter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connectors whose last attempts, {@value #ENOUGH} or more, had no success among them; one success
 * ends it. Kept in memory: after a start the next attempts tell it anew.
 */
public final class FailingDestinations implements DeliveryMeter {
    /** A retry or two that fail are every day's business. */
    static final int ENOUGH = 5;

    private final DeliveryMeter next;
    private final Clock clock;
    private final Map<String, Streak> streaks = new ConcurrentHashMap<>();

    /**
     * @param status of the last answer; null without one
     */
    private record Streak(int attempts, long since, @Nullable Integer status) {}

    /**
     * @param next told too
     */
    public FailingDestinations(DeliveryMeter next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
        next.accepted(acceptances);
    }

    @Override
    public void ended(Flight flight, DeliveryRecord what) {
        Attempt attempt = what.made().attempt();
        if (attempt != null) {
            String connector = flight.id().connector();
            if (attempt.error() != null) {
                streaks.compute(connector, (c, before) -> longer(before, attempt.status()));
            } else if (!streaks.isEmpty()) {
                streaks.remove(connector);
            }
        }
        next.ended(flight, what);
    }

    private Streak longer(@Nullable Streak before, @Nullable Integer status) {
        return before == null
                ? new Streak(1, clock.millis(), status)
                : new Streak(before.attempts() + 1, before.since(), status);
    }

    /**
     * A line for each of these connectors that fails. Whoever asks has no token, so it quotes no
     * error: its text may come from an event.
     */
    public List<String> lines(Set<String> connectors) {
        return connectors.stream()
                .sorted()
                .filter(streaks::containsKey)
                .flatMap(connector -> line(connector, streaks.get(connector)).stream())
                .toList();
    }

    private static List<String> line(String connector, @Nullable Streak streak) {
        if (streak == null || streak.attempts() < ENOUGH) {
            return List.of();
        }
        Instant since = Instant.ofEpochMilli(streak.since()).truncatedTo(ChronoUnit.SECONDS);
        return List.of(
                "connector "
                        + connector
                        + " fails: none of its last "
                        + streak.attempts()
                        + " attempts succeeded, since "
                        + since
                        + ", the last one "
                        + (streak.status() == null
                                ? "without an answer"
                                : "answered " + streak.status()));
    }
}
