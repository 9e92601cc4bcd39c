package io.tidegate.connector;

/**
 * One thing that its author has to change, and where: what was seen, what is allowed, the nearest
 * right word.
 */
public record Mistake(Mark mark, String message) {
    @Override
    public String toString() {
        return mark + ": " + message;
    }
}
