package io.tidegate.destination;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which values of its type a parameter may have.
 *
 * @param format {@code password} or {@code uri}
 * @param among {@code enum}; empty: any
 * @param pattern what all of a text must match
 */
public record Limits(
        @Nullable String format,
        List<Object> among,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable Pattern pattern) {
    /** What is checked, and so what may be written. */
    static final List<String> FORMATS = List.of("password", "uri");

    private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s/?#]+([/?][^\\s#]*)?");

    public Limits {
        among = Collections.unmodifiableList(among);
    }

    boolean isSecret() {
        return "password".equals(format);
    }

    boolean isUrl() {
        return "uri".equals(format);
    }

    /** What a value of the right type must be, that it is not; for a message. */
    Optional<String> missed(Object value) {
        if (value instanceof String text) {
            return missedBy(text);
        }
        if (!among.isEmpty() && !among.contains(value)) {
            return Optional.of(choice());
        }
        boolean outside =
                value instanceof Number
                        && ((minimum != null && number(value).compareTo(minimum) < 0)
                                || (maximum != null && number(value).compareTo(maximum) > 0));
        return outside ? Optional.of("a number " + range()) : Optional.empty();
    }

    private Optional<String> missedBy(String text) {
        if (ParameterText.hasReference(text)) {
            return Optional.empty();
        }
        if (!among.isEmpty()) {
            return among.contains(text) ? Optional.empty() : Optional.of(choice());
        }
        if (isUrl() && !URL.matcher(text).matches()) {
            return Optional.of("an absolute URL, http://host/… or https://host/…");
        }
        return pattern == null || pattern.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("text that matches " + pattern);
    }

    private String choice() {
        return "one of " + among.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString());
    }

    private String range() {
        if (maximum == null) {
            return "from " + minimum + " on";
        }
        return minimum == null ? "up to " + maximum : "from " + minimum + " to " + maximum;
    }
}
