package io.tidegate.rule;

import io.tidegate.event.InvalidPath;
import io.tidegate.event.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath that must select something in the event; what it selects, {@code false} and {@code
 * null} too, holds.
 */
public final class Rule {
    private final Path path;

    private Rule(Path path) {
        this.path = path;
    }

    public static Rule compile(String expression) throws InvalidRule {
        if (!expression.strip().startsWith("$")) {
            throw new InvalidRule(
                    "a rule is a JSONPath and starts with $, the event, but this is "
                            + (expression.isBlank() ? "empty" : expression.strip())
                            + "; write it as $[?(@.data.Field == 'value')]");
        }
        try {
            return new Rule(Path.compile(expression));
        } catch (InvalidPath e) {
            throw new InvalidRule(
                    "rule " + expression.strip() + " cannot be used: " + e.getMessage());
        }
    }

    public String expression() {
        return path.expression();
    }

    /** Without a filter a rule asks only whether a field is there, not for its value. */
    public boolean hasFilter() {
        return path.filtered();
    }

    /** Whether it is judged in a time that the event's size bounds. */
    public boolean isShort() {
        return path.isShort();
    }

    public boolean holds(Map<String, Object> event) {
        return path.selects(event);
    }

    /** What it selects, in the document's order: nothing if it does not hold. */
    public List<@Nullable Object> selected(Map<String, Object> event) {
        return path.select(event);
    }

    @Override
    public String toString() {
        return expression();
    }
}
