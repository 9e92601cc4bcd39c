package io.tidegate.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happened in the last 60 minutes and the last 24 hours, oldest first; the last minute and the
 * last hour have just begun.
 */
final class Recent {
    static final int MINUTES = 60;
    static final int HOURS = 24;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final long now;
    private final Outcomes[] minutes = new Outcomes[MINUTES];
    private final Outcomes[] hours = new Outcomes[HOURS];
    private long lastAt;

    /**
     * @param now ms since 1970
     */
    Recent(long now) {
        this.now = now;
        Arrays.fill(minutes, Outcomes.NONE);
        Arrays.fill(hours, Outcomes.NONE);
    }

    static long firstMinute(long now) {
        return begin(now, MINUTE) - (MINUTES - 1) * MINUTE;
    }

    static long firstHour(long now) {
        return begin(now, HOUR) - (HOURS - 1) * HOUR;
    }

    /** When each of the hours begins, ms since 1970; a clock that is ahead has begun another. */
    static List<Long> hourBegins(long now) {
        List<Long> begins = new ArrayList<>(HOURS + 1);
        for (int i = 0; i <= HOURS; i++) {
            begins.add(firstHour(now) + i * HOUR);
        }
        return begins;
    }

    private static long begin(long at, long span) {
        return at - Math.floorMod(at, span);
    }

    /**
     * @param minutesLong 1 or 60
     */
    void add(int minutesLong, long beginAt, Outcomes what) {
        if (minutesLong == 1) {
            add(minutes, (beginAt - firstMinute(now)) / MINUTE, what);
        } else {
            add(hours, (beginAt - firstHour(now)) / HOUR, what);
        }
    }

    /** A clock that is ahead by a little counts into the last one. */
    private static void add(Outcomes[] series, long index, Outcomes what) {
        if (index >= 0) {
            int at = (int) Math.min(index, series.length - 1);
            series[at] = series[at].plus(what);
        }
    }

    void add(Recent other) {
        for (int i = 0; i < MINUTES; i++) {
            minutes[i] = minutes[i].plus(other.minutes[i]);
        }
        for (int i = 0; i < HOURS; i++) {
            hours[i] = hours[i].plus(other.hours[i]);
        }
    }

    void endedAt(long at) {
        lastAt = Math.max(lastAt, at);
    }

    /** When a delivery last ended, ms since 1970; 0: never, as far as is known. */
    long lastAt() {
        return lastAt;
    }

    List<Outcomes> minutes() {
        return List.of(minutes);
    }

    List<Outcomes> hours() {
        return List.of(hours);
    }

    Outcomes hour() {
        return sum(minutes);
    }

    Outcomes day() {
        return sum(hours);
    }

    private static Outcomes sum(Outcomes[] series) {
        return Arrays.stream(series).reduce(Outcomes.NONE, Outcomes::plus);
    }

    /** When each of the minutes begins, ms since 1970. */
    List<Long> minuteBegins() {
        List<Long> begins = new ArrayList<>(MINUTES);
        for (int i = 0; i < MINUTES; i++) {
            begins.add(firstMinute(now) + i * MINUTE);
        }
        return begins;
    }
}
