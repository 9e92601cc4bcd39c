package io.tidegate.bench;

import io.tidegate.journal.SqlJournal;
import java.time.Duration;

/**
 * The deliveries that the lists are checked on, by number, the oldest first: the same for every
 * run, spread over six days. A tenth of the connectors have eight of ten deliveries; the last
 * connector has one in {@value #RARE} alone.
 *
 * @param now when the newest was accepted, ms since 1970
 */
record Lot(int deliveries, int connectors, long now) {
    static final int RARE = 200_000;

    /** Which connector is switched off; it has unfinished ones that nobody tries. */
    static final int INACTIVE = 3;

    /** Every so many events was made by an earlier delivery. */
    static final int CAUSED = 1_000;

    private static final Duration SPAN = Duration.ofDays(6);
    private static final int SUBJECTS = 100_000;

    enum End {
        DELIVERED,
        SKIPPED,
        FAILED,
        WAITING,
        PENDING;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    long at(int number) {
        return now - SPAN.toMillis() + SPAN.toMillis() * number / deliveries;
    }

    /** The delivery's; its event's is the one before. */
    long id(int number) {
        return SqlJournal.lowestId(at(number)) + 2L * (number % 1_000) + 2;
    }

    /** 1 to as many as there are. */
    int connector(int number) {
        if (number % RARE == 7) {
            return connectors;
        }
        if (end(number) == End.PENDING) {
            return INACTIVE;
        }
        int busy = Math.max(1, connectors / 10);
        int among = random(number, 1) % 10 < 8 ? busy : connectors - 1;
        return 1 + random(number, 2) % among;
    }

    /** Of a thousand 50 failed, 50 were skipped, 20 wait for a retry, 5 are held. */
    End end(int number) {
        int of = random(number, 3) % 1_000;
        if (of < 50) {
            return End.FAILED;
        }
        if (of < 100) {
            return End.SKIPPED;
        }
        return of < 120 ? End.WAITING : of < 125 ? End.PENDING : End.DELIVERED;
    }

    /** Every fifth event makes two deliveries. */
    boolean isOfSameEvent(int number) {
        return number % 6 == 5;
    }

    /** Random, as ids mostly are. */
    String eventId(int number) {
        return "evt-%016x".formatted(mixed(number * 8L + 4));
    }

    String subject(int number) {
        return "user-" + random(number, 5) % SUBJECTS;
    }

    String source(int number) {
        return "urn:shop:" + random(number, 6) % 3;
    }

    static String type(int connector) {
        return "com.crowd.n" + connector;
    }

    static String name(int connector) {
        return "crowd-" + connector;
    }

    /** How long its attempt took, ms. */
    int took(int number) {
        return 5 + random(number, 7) % 400;
    }

    private static int random(int number, int what) {
        return (int) (mixed(number * 8L + what) >>> 33);
    }

    /** SplitMix64's last steps. */
    private static long mixed(long value) {
        long z = (value + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
