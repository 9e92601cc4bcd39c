package io.tidegate.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statuses and ranges of them, such as {@code [408, 429, 500-599]}. */
public record Statuses(List<Range> ranges) {
    static final Statuses SUCCESS = new Statuses(List.of(new Range(200, 299)));

    private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

    /** From the first to the last, both included. */
    public record Range(int first, int last) {
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    public Statuses {
        ranges = List.copyOf(ranges);
    }

    /** Those behind {@code status}; what is wrong with them is noted. */
    static Optional<Statuses> read(Keys keys) {
        if (!keys.has("status")) {
            return Optional.empty();
        }
        List<Range> ranges = new ArrayList<>();
        for (Object item : keys.list("status")) {
            Matcher matcher = RANGE.matcher(String.valueOf(item));
            if (matcher.matches()) {
                String last = matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
                ranges.add(new Range(Integer.parseInt(matcher.group(1)), Integer.parseInt(last)));
            } else {
                keys.wrong(
                        "status",
                        "\"status\" lists statuses and ranges, such as [429, 500-599], not "
                                + Shown.of(item));
            }
        }
        return Optional.of(new Statuses(ranges));
    }

    boolean contains(int status) {
        return ranges.stream().anyMatch(range -> status >= range.first && status <= range.last);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
