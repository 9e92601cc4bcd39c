package io.tidegate.destination;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of a destination's file in which {@code {{name}}} stands for a parameter; {@code
 * {{secret:…}}} and {@code {{env:…}}} stay as they are.
 */
record ParameterText(String text) {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{([^{}:]*)}}");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(secret|env):[^{}]*}}");

    /** What the values are put into; each has its own way to write them. */
    enum In {
        TEXT,
        URL
    }

    /** Whether a secret or a variable is named in it. */
    static boolean hasReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    List<String> names() {
        return PARAMETER.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The parameter that is all of the text. */
    @Nullable String only() {
        Matcher matcher = PARAMETER.matcher(text);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Null if one of its parameters has no value. */
    @Nullable String filled(Map<String, Object> values, In in) {
        Matcher matcher = PARAMETER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            Object value = values.get(matcher.group(1));
            if (value == null) {
                return null;
            }
            String written = in == In.URL ? inUrl(value.toString()) : value.toString();
            matcher.appendReplacement(filled, Matcher.quoteReplacement(written));
        }
        return matcher.appendTail(filled).toString();
    }

    /** A base URL stands as it is, and brings no slash of its own; anything else is encoded. */
    private static String inUrl(String value) {
        if (value.matches("(?is)(https?://|\\{\\{env:).*")) {
            return value.replaceFirst("/+$", "");
        }
        List<String> pieces = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(value);
        int from = 0;
        while (matcher.find()) {
            pieces.add(encoded(value.substring(from, matcher.start())));
            pieces.add(matcher.group());
            from = matcher.end();
        }
        pieces.add(encoded(value.substring(from)));
        return String.join("", pieces);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
