package io.tidegate.event;

import java.util.Optional;

/**
 * One entry of a connector's {@code on}: a catalogue name (any case), a type with a dot (exact), or
 * either with {@code *} for any run of characters, dots included. A glob without a dot disregards
 * case.
 */
public final class TriggerPattern {
    private final String text;
    private final boolean exactCase;

    private TriggerPattern(String text, boolean exactCase) {
        this.text = text;
        this.exactCase = exactCase;
    }

    /**
     * Reads one entry; a catalogue name takes its canonical spelling.
     *
     * @throws IllegalArgumentException with a message for the author, if the entry can never name a
     *     trigger
     */
    public static TriggerPattern parse(String entry) {
        if (entry.isEmpty()
                || entry.chars()
                        .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "\"" + entry + "\" is not a trigger: a trigger is one word without spaces");
        }
        boolean dotted = entry.indexOf('.') >= 0;
        if (dotted || entry.indexOf('*') >= 0) {
            return new TriggerPattern(entry, dotted);
        }
        return Triggers.find(entry)
                .map(trigger -> new TriggerPattern(trigger.name(), false))
                .orElseThrow(() -> new IllegalArgumentException(unknown(entry)));
    }

    private static String unknown(String word) {
        Optional<String> nearest = Triggers.nearest(word);
        return "\""
                + word
                + "\" is not in the trigger catalogue"
                + nearest.map(name -> "; did you mean \"" + name + "\"?").orElse("")
                + " (a type of your own has a dot, such as com.acme.order.paid)";
    }

    /** Whether an event of this type starts the connector. */
    public boolean matches(String type) {
        return exactCase ? glob(text, type) : glob(Triggers.lower(text), Triggers.lower(type));
    }

    /** Greedy with one step back to the last star: linear but for stars, never exponential. */
    private static boolean glob(String pattern, String type) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < type.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == type.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TriggerPattern that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it is written in {@code on}. */
    @Override
    public String toString() {
        return text;
    }
}
