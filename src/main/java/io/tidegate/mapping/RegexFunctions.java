package io.tidegate.mapping;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import io.tidegate.event.SteppedText;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSONata's functions that take a regular expression, bounded. The library matches on a String,
 * which cannot be stopped; so each is rehearsed on a text that can, and run only if that ended in
 * time.
 */
final class RegexFunctions {
    /** With the library's own signatures. */
    private static final Map<String, String> FUNCTIONS =
            Map.of(
                    "match", "<s-f<s:o>n?:a<o>>",
                    "contains", "<s-(sf):b>",
                    "replace", "<s-(sf)(sf)n?:s>",
                    "split", "<s-(sf)n?:a<s>>");

    private RegexFunctions() {}

    static void bind(Jsonata.Frame frame, Bounds bounds) {
        FUNCTIONS.forEach((name, signature) -> frame.bind(name, bounded(name, signature, bounds)));
    }

    private static JFunction bounded(String name, String signature, Bounds bounds) {
        JFunction own = new JFunction(name, signature, Functions.class, null, name);
        return new JFunction(
                (input, arguments) -> {
                    rehearse(arguments, bounds);
                    return own.call(input, arguments);
                },
                signature);
    }

    private static void rehearse(List<?> arguments, Bounds bounds) {
        if (arguments.size() > 1
                && arguments.get(0) instanceof String text
                && arguments.get(1) instanceof Pattern pattern) {
            Matcher matcher = pattern.matcher(new SteppedText(text, bounds::checkTime));
            while (matcher.find()) {
                bounds.checkTime();
            }
        }
    }
}
