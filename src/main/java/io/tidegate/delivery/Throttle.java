package io.tidegate.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a connector's deliveries from going out at once: its rate limit, the pace that the
 * third party's 429 leaves it, the time that a Retry-After asks for, and its breaker. It belongs to
 * a lane, under whose lock it is called.
 */
public final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);

    private final String connector;
    private final Shared shared;
    private Terms terms = Terms.FREE;
    private Breaker breaker = new Breaker(null);
    private Spacing spacing = new Spacing();
    private SlowDown slowDown = new SlowDown();
    private long heldUntil;
    private boolean timed;

    /**
     * @param perSecond requests of all nodes together, at most; infinite: no limit
     * @param breaker null: off
     */
    public record Terms(double perSecond, Breaker.@Nullable Terms breaker) {
        public static final Terms FREE = new Terms(Double.POSITIVE_INFINITY, null);
    }

    /**
     * What all connectors share: the time, this node's part of their limits, who comes back in so
     * many ms, and whether anything is kept back at all.
     */
    public record Shared(Clock clock, RateShare share, Timer timer, BooleanSupplier on) {}

    /** Runs short work later. */
    @FunctionalInterface
    public interface Timer {
        void later(long millis, Runnable work);
    }

    /**
     * What an operator sees of it.
     *
     * @param perSecond how many this node may send now; infinite: as many as there are
     * @param slowed whether the third party's answers made it slower
     * @param parkedUntil until when nothing is sent, ms since 1970; 0: something may be
     */
    public record View(double perSecond, boolean slowed, long parkedUntil, Breaker.State breaker) {
        /** Whether the third party keeps it from sending. */
        public boolean isParked() {
            return parkedUntil > 0 || breaker == Breaker.State.HALF_OPEN;
        }
    }

    Throttle(String connector, Shared shared) {
        this.connector = connector;
        this.shared = shared;
    }

    /** Begins anew, on these terms. */
    void open(Terms on) {
        terms = on;
        breaker = new Breaker(on.breaker());
        spacing = new Spacing();
        slowDown = new SlowDown();
        heldUntil = 0;
        timed = false;
    }

    /** Until when nothing may be sent, ms since 1970; 0: something may. */
    long parkedUntil() {
        long now = shared.clock().millis();
        return Math.max(heldUntil > now ? heldUntil : 0, breaker.openUntil(now));
    }

    /** Whether what is in memory should go back to the journal, since it would wait there. */
    boolean isParked() {
        return parkedUntil() > 0;
    }

    /** How many more should be read back: none while it is parked, one while it is tried. */
    int room(int most) {
        if (isParked()) {
            return 0;
        }
        boolean tried = breaker.state(shared.clock().millis()) == Breaker.State.HALF_OPEN;
        return !tried ? most : breaker.isProbing() ? 0 : 1;
    }

    /**
     * Whether one may begin; if it is only a matter of spacing, {@code again} is run when it may,
     * and must call {@link #timerRan}.
     */
    boolean mayStart(Runnable again) {
        long now = shared.clock().millis();
        if (heldUntil > now || !breaker.lets(now)) {
            return false;
        }
        long millis = shared.on().getAsBoolean() ? millisTo(now) : 0;
        if (millis > 0 && !timed) {
            timed = true;
            shared.timer().later(millis, again);
        }
        return millis == 0;
    }

    private long millisTo(long now) {
        return rate() == Double.POSITIVE_INFINITY ? 0 : spacing.millisTo(now);
    }

    boolean keepsBack() {
        long now = shared.clock().millis();
        return heldUntil > now || !breaker.lets(now) || millisTo(now) > 0;
    }

    void timerRan() {
        timed = false;
    }

    private double limit() {
        double limit = terms.perSecond();
        return limit == Double.POSITIVE_INFINITY ? limit : shared.share().of(limit);
    }

    private double rate() {
        return Math.min(limit(), slowDown.pace());
    }

    void begun(Flight flight) {
        long now = shared.clock().millis();
        slowDown.sent(now);
        breaker.begun(flight.id().delivery());
        if (rate() < Double.POSITIVE_INFINITY) {
            spacing.took(now, rate());
        }
    }

    /** No request was made of it. */
    void notSent(Flight flight) {
        breaker.toldNothing(flight.id().delivery());
        if (rate() < Double.POSITIVE_INFINITY) {
            spacing.gaveBack(rate());
        }
    }

    /** True if deliveries may go out again that could not before. */
    boolean ended(Flight flight) {
        if (flight.startedAt() == 0) {
            if (!flight.isHooksOnly()) {
                notSent(flight);
            }
            return false;
        }
        if (!shared.on().getAsBoolean()) {
            return false;
        }
        long now = shared.clock().millis();
        if (flight.reply() instanceof Reply.Answered answered && isTooMuch(answered)) {
            tooMuch(answered, flight.startedAt(), now);
        } else if (slowDown.answered(now)) {
            LOG.info("at its whole pace again connector={}", connector);
        }
        if (!breaker.ended(flight.id().delivery(), works(flight), now)) {
            return false;
        }
        if (isParked()) {
            LOG.warn("breaker open connector={} until={}", connector, at(parkedUntil()));
            return false;
        }
        LOG.info("breaker closed connector={}", connector);
        return true;
    }

    private static boolean isTooMuch(Reply.Answered answered) {
        return answered.status() == 429
                || (answered.status() == 503 && answered.headers().containsKey("retry-after"));
    }

    private void tooMuch(Reply.Answered answered, long sentAt, long now) {
        if (slowDown.refused(sentAt, now, limit())) {
            LOG.warn(
                    "slowed connector={} status={} pace={}/s",
                    connector,
                    answered.status(),
                    rounded(slowDown.pace()));
        }
        long until = now + RetryPlan.retryAfter(answered, now);
        if (until > Math.max(now, heldUntil)) {
            heldUntil = until;
            LOG.warn(
                    "held connector={} status={} until={}",
                    connector,
                    answered.status(),
                    at(heldUntil));
        }
    }

    /**
     * Whether the third party works: it answered, whatever it said of the request. Where Camel
     * sends, it works unless there was an exception.
     */
    private static boolean works(Flight flight) {
        if (flight.reply() instanceof Reply.Answered answered) {
            return answered.status() < 500;
        }
        StageFailed failure = flight.failure();
        return flight.reply() == null && (failure == null || failure.isFinal());
    }

    View view() {
        return new View(
                rate(), slowDown.isSlowed(), parkedUntil(), breaker.state(shared.clock().millis()));
    }

    static double rounded(double perSecond) {
        return Math.round(perSecond * 1_000) / 1_000.0;
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
