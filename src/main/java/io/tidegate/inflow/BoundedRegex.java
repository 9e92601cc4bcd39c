package io.tidegate.inflow;

import com.networknt.schema.regex.RegularExpression;
import io.tidegate.event.SteppedText;
import java.util.regex.Pattern;

/**
 * A schema's {@code pattern}, as Java reads it. Its steps are counted over a whole post: no text
 * can hold a thread.
 */
final class BoundedRegex implements RegularExpression {
    static final int MAX_STEPS = 20_000_000;

    private static final ThreadLocal<int[]> STEPS = ThreadLocal.withInitial(() -> new int[1]);

    private final Pattern pattern;

    BoundedRegex(String regex) {
        this.pattern = Pattern.compile(atTheEnd(regex));
    }

    /** For one post, however many of its texts are looked at. */
    static void begin() {
        STEPS.get()[0] = 0;
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(new SteppedText(text, BoundedRegex::look)).find();
    }

    private static void look() {
        int[] steps = STEPS.get();
        steps[0] += SteppedText.STEPS_PER_LOOK;
        if (steps[0] > MAX_STEPS) {
            throw new PostSchemaCheck.Unchecked.Thrown(
                    "a pattern of the schema takes more than "
                            + MAX_STEPS / 1_000_000
                            + " million steps on it");
        }
    }

    /** In ECMA-262, which JSON Schema means, a {@code $} does not stand before a last line end. */
    private static String atTheEnd(String regex) {
        if (!regex.endsWith("$")) {
            return regex;
        }
        String before = regex.substring(0, regex.length() - 1);
        int backslashes = 0;
        while (backslashes < before.length()
                && before.charAt(before.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 ? regex : before + "\\z";
    }
}
