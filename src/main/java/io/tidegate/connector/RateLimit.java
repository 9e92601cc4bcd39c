package io.tidegate.connector;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests there may be in a time, at most: {@code 100/s}, {@code 600/m}, {@code 5000/h}.
 *
 * @param requests 1 to 1,000,000
 * @param per a second, a minute or an hour
 */
public record RateLimit(int requests, Duration per) {
    /** For error messages. */
    static final String SHAPE =
            "a number from 1 to 1000000 and /s, /m or /h, such as 100/s (requests in a second, minute or hour)";

    /** Of ECMAScript and Java alike. */
    static final String WRITTEN = "^([1-9]\\d{0,5}|1000000)/([smh])$";

    private static final Pattern PATTERN = Pattern.compile(WRITTEN);

    /** Empty if the text is none. */
    public static Optional<RateLimit> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new RateLimit(Integer.parseInt(matcher.group(1)), unit(matcher.group(2))))
                : Optional.empty();
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
    }

    /** As it is written. */
    public String text() {
        String whole = TimeSpan.text(per);
        return requests + "/" + whole.substring(whole.length() - 1);
    }
}
