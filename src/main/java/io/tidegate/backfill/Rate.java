package io.tidegate.backfill;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many accounts in a second, minute or hour: {@code 50/s}, {@code 600/m}, {@code 1000/h}.
 *
 * @param each the time from one to the next
 */
public record Rate(String text, Duration each) {
    public static final Rate DEFAULT = new Rate("50/s", Duration.ofMillis(20));

    /** For error messages. */
    public static final String SHAPE =
            "a number from 1 to 1000 with /s, /m or /h, such as 50/s or 600/m";

    private static final Pattern WORDS = Pattern.compile("(\\d{1,4})/([smh])");
    private static final int MOST = 1_000;

    /** Empty if it is none, or not allowed. */
    public static Optional<Rate> parse(String text) {
        Matcher words = WORDS.matcher(text);
        if (!words.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(words.group(1));
        Duration unit =
                switch (words.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        return count < 1 || count > MOST
                ? Optional.empty()
                : Optional.of(new Rate(text, unit.dividedBy(count)));
    }

    /** How many this allows in a time; at least 1. */
    long in(Duration time) {
        return Math.max(1, time.toNanos() / each.toNanos());
    }
}
