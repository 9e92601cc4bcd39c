package io.tidegate.profile;

import io.tidegate.format.Format;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days and times in the profile's formats. */
final class Times {
    /** Month, day, year, as the identity provider's documents write them. */
    private static final Pattern AMERICAN =
            Pattern.compile("([0-9]{1,2})([-/])([0-9]{1,2})\\2([0-9]{4})");

    /** A day, then perhaps a time, whose zone does not matter: the day is the one written. */
    private static final Pattern ISO =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.,+Z-]*)?");

    private static final Pattern LOCAL_TIME =
            Pattern.compile("[0-9-]{10}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?");

    /** How some systems write that there is no day. */
    private static final String NEVER = "01-01-0001";

    private Times() {}

    /** As MM-dd-yyyy. */
    static String day(String text, Trail trail) throws NotUsable {
        if (text.isEmpty()) {
            return text;
        }
        Matcher american = AMERICAN.matcher(text);
        Matcher iso = ISO.matcher(text);
        String day =
                american.matches()
                        ? day(american.group(4), american.group(1), american.group(3))
                        : iso.matches()
                                ? day(iso.group(1), iso.group(2), iso.group(3))
                                : day("", "", "");
        if (day.equals(NEVER)) {
            trail.note("taken for no day");
            return "";
        }
        return trail.step(text, day, "as MM-dd-yyyy");
    }

    private static String day(String year, String month, String day) throws NotUsable {
        String dayOfMonth = twoDigits(month) + "-" + twoDigits(day);
        if (Format.DATE.normal(year + "-" + dayOfMonth).isEmpty()) {
            throw new NotUsable("a day such as 11-25-1990 (month first) or 1990-11-25");
        }
        return dayOfMonth + "-" + year;
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /** As ISO 8601 in UTC; one without an offset is taken for UTC. */
    static String time(String text, Trail trail) throws NotUsable {
        if (text.isEmpty()) {
            return text;
        }
        String whole =
                Format.DATE.normal(text).isPresent()
                        ? text + "T00:00:00Z"
                        : LOCAL_TIME.matcher(text).matches() ? text + "Z" : text;
        Optional<String> time = Format.DATE_TIME.normal(whole.replace(' ', 'T'));
        return trail.step(
                text, time.orElseThrow(() -> new NotUsable(Format.DATE_TIME.meaning())), "in UTC");
    }
}
