package io.tidegate.event;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath that is compiled once and reads plain Java as {@link Json} makes it; any number of
 * threads may share one. What it selects belongs to the root: it is read, never changed. Odd data
 * selects nothing and never throws, but {@link TooMuchWork}.
 */
public final class Path {
    private final String expression;
    private final boolean filtered;
    private final boolean isShort;
    private final Selector selector;

    private Path(String expression, boolean filtered, boolean isShort, Selector selector) {
        this.expression = expression;
        this.filtered = filtered;
        this.isShort = isShort;
        this.selector = selector;
    }

    /** Compiles a path that starts with {@code $}. */
    public static Path compile(String expression) throws InvalidPath {
        String text = expression.strip();
        if (!text.startsWith("$")) {
            throw new InvalidPath(
                    "a path starts with $, the event, but this is "
                            + (text.isEmpty() ? "empty" : text));
        }
        if (text.endsWith("[")) {
            throw new InvalidPath("not a path: " + text + ": the [ at its end is not closed");
        }
        Steps steps = new StepReader(text).read();
        if (steps != null) {
            return new Path(text, false, true, steps);
        }
        Outline outline = Outline.of(text);
        checkFunctions(text, outline.functions());
        boolean isShort = !outline.scans() && !outline.matches() && outline.functions().isEmpty();
        return new Path(text, outline.filtered(), isShort, Query.compile(text, outline));
    }

    private static void checkFunctions(String text, Set<String> called) throws InvalidPath {
        for (String function : called) {
            if (!Outline.FUNCTIONS.contains(function)) {
                throw new InvalidPath(
                        "unknown function "
                                + function
                                + "() in "
                                + text
                                + "; there are "
                                + Outline.FUNCTIONS);
            }
        }
    }

    public String expression() {
        return expression;
    }

    /** True if the path can select one value at most. */
    public boolean definite() {
        return selector.definite();
    }

    /** True if a filter, {@code [?(…)]}, is part of the path. */
    public boolean filtered() {
        return filtered;
    }

    /**
     * True if it looks at each element once: no scan of the whole tree, no regular expression, no
     * function.
     */
    public boolean isShort() {
        return isShort;
    }

    public boolean selects(@Nullable Object root) {
        return selector.first(root, Selector.NOTHING) != Selector.NOTHING;
    }

    /** Everything selected, in the document's order; a selected {@code null} is an element. */
    public List<@Nullable Object> select(@Nullable Object root) {
        return selector.select(root);
    }

    /** The first value selected, which may be {@code null}; {@code otherwise} if nothing is. */
    public @Nullable Object first(@Nullable Object root, @Nullable Object otherwise) {
        return selector.first(root, otherwise);
    }

    @Override
    public String toString() {
        return expression;
    }
}
