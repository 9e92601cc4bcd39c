package io.tidegate.access;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * How often people may be wrong at the doors: from a network, and for a name. Where somebody has
 * signed in before they have tries of their own there: who uses up a name's tries from elsewhere
 * does not shut its owner out.
 */
final class Tries {
    private static final long FOR_NAME = Duration.ofSeconds(30).toMillis();
    private static final int HOMES = 20_000;

    /** Of all together: 1,000 at once, and 8,640 a day. */
    private static final int RECORDS = 1_000;

    private static final long FOR_RECORD = Duration.ofSeconds(10).toMillis();

    private final Throttle networks;
    private final Throttle names;
    private final Throttle atHome;
    private final Throttle records;
    private long leftOut;
    private final Map<String, Boolean> homes =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > HOMES;
                }
            };

    Tries(Clock clock) {
        this.networks = Throttle.ofAddresses(clock);
        this.names = new Throttle(10, FOR_NAME, clock);
        this.atHome = new Throttle(10, FOR_NAME, clock);
        this.records = new Throttle(RECORDS, FOR_RECORD, clock);
    }

    /** What was taken; a try that was no mistake is given back. */
    interface Taken {
        void giveBack();
    }

    /**
     * @throws AccessRefused if there is none left
     */
    Taken from(Arrival arrival) {
        return take(networks, network(arrival), "this address");
    }

    /**
     * @param isHome whether somebody of this name is signed in from there; asked only if need be
     * @throws AccessRefused if there is none left
     */
    Taken of(String name, Arrival arrival, BooleanSupplier isHome) {
        // First: who may not try at all must not use up what a name has.
        Taken network = from(arrival);
        String key = key(name);
        String home = key + " " + network(arrival);
        boolean own = isKnown(home) || (names.isEmpty(key) && isHome.getAsBoolean());
        Taken rest = own ? take(atHome, home, "this name") : take(names, key, "this name");
        return () -> {
            network.giveBack();
            rest.giveBack();
        };
    }

    /**
     * Of somebody who is signed in.
     *
     * @throws AccessRefused if there is none left
     */
    Taken of(Session session) {
        return take(atHome, "session " + session.id(), "this session");
    }

    /** Somebody has signed in. */
    void right(String name, Arrival arrival) {
        String home = key(name) + " " + network(arrival);
        synchronized (homes) {
            homes.put(home, true);
        }
    }

    /** How many were not written down before this one; empty: nor is this. */
    synchronized OptionalLong leftOut() {
        if (records.take("") > 0) {
            leftOut++;
            return OptionalLong.empty();
        }
        long before = leftOut;
        leftOut = 0;
        return OptionalLong.of(before);
    }

    private boolean isKnown(String home) {
        synchronized (homes) {
            return homes.get(home) != null;
        }
    }

    private static String network(Arrival arrival) {
        return Network.of(arrival.visit().address());
    }

    /** Of a bounded length, whatever was typed. */
    private static String key(String name) {
        return Opaque.hash(Names.key(name));
    }

    private static Taken take(Throttle throttle, String key, String what) {
        throttle.takeFor(key, what);
        return () -> throttle.giveBack(key);
    }
}
