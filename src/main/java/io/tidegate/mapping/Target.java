package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value goes: {@code properties.email}, {@code tags[0]}, {@code ['a.b']}.
 *
 * @param steps a {@code String} names a field, an {@code Integer} an element
 */
record Target(String text, List<Object> steps) {
    static final int MAX_INDEX = 999;

    private static final Pattern NAME = Pattern.compile("[^.\\[\\]'\"\\p{Cntrl}]+");
    private static final Pattern BRACKET =
            Pattern.compile(
                    "\\[(?:(\\d{1,9})|'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    static Target parse(String text) throws InvalidTarget {
        if (text.startsWith("$.") || text.startsWith("$[") || text.equals("$")) {
            throw new InvalidTarget(
                    "a target is a field of the body and does not start with $; did you swap the sides?");
        }
        List<Object> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length() || steps.isEmpty()) {
            boolean dot = !steps.isEmpty() && text.charAt(at) == '.';
            Matcher bracket = BRACKET.matcher(text).region(at, text.length());
            Matcher name = NAME.matcher(text).region(dot ? at + 1 : at, text.length());
            if (!dot && bracket.lookingAt()) {
                steps.add(step(bracket));
                at = bracket.end();
            } else if ((dot || steps.isEmpty()) && name.lookingAt() && isTrimmed(name.group())) {
                steps.add(name.group());
                at = name.end();
            } else {
                throw new InvalidTarget(
                        "not a target at character "
                                + (at + 1)
                                + "; a target is a name, name.name, name[0] to name["
                                + MAX_INDEX
                                + "] or ['any name']");
            }
        }
        return new Target(text, List.copyOf(steps));
    }

    private static boolean isTrimmed(String name) {
        return name.equals(name.strip());
    }

    private static Object step(Matcher bracket) throws InvalidTarget {
        if (bracket.group(1) == null) {
            String quoted = bracket.group(2) != null ? bracket.group(2) : bracket.group(3);
            return ESCAPE.matcher(quoted).replaceAll("$1");
        }
        int index = Integer.parseInt(bracket.group(1));
        if (index > MAX_INDEX) {
            throw new InvalidTarget(
                    "the index " + index + " is too large; a list's index is 0 to " + MAX_INDEX);
        }
        return index;
    }

    boolean startsWithIndex() {
        return steps.get(0) instanceof Integer;
    }
}
