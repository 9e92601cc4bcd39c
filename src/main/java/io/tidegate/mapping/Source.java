package io.tidegate.mapping;

import io.tidegate.event.Path;
import io.tidegate.event.TooMuchWork;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a field's value comes from; its text is what an error message calls it. */
sealed interface Source permits Source.Selected, Source.Constant, Source.Computed {
    /** Nothing was selected, which is not the same as a selected {@code null}. */
    Object MISSING = new Object();

    /** The value, which may still belong to the event, or {@link #MISSING}. */
    @Nullable Object read(Map<String, Object> event) throws SourceFailed;

    /** Whether it is read in a time that the event's size bounds. */
    boolean isShort();

    record Selected(Path path) implements Source {
        @Override
        public boolean isShort() {
            return path.isShort();
        }

        @Override
        public @Nullable Object read(Map<String, Object> event) throws SourceFailed {
            try {
                if (path.definite()) {
                    return path.first(event, MISSING);
                }
                List<@Nullable Object> all = path.select(event);
                return all.isEmpty() ? MISSING : all;
            } catch (TooMuchWork e) {
                throw new SourceFailed(Shown.cut(path.expression()) + " failed: " + e.getMessage());
            }
        }

        @Override
        public String toString() {
            return path.expression();
        }
    }

    record Constant(@Nullable Object value) implements Source {
        @Override
        public boolean isShort() {
            return true;
        }

        @Override
        public @Nullable Object read(Map<String, Object> event) {
            return value;
        }

        @Override
        public String toString() {
            return "the constant";
        }
    }

    record Computed(Expression expression) implements Source {
        @Override
        public boolean isShort() {
            return false;
        }

        @Override
        public @Nullable Object read(Map<String, Object> event) throws SourceFailed {
            return expression.evaluate(event);
        }

        @Override
        public String toString() {
            return "expr " + Shown.cut(expression.text());
        }
    }
}
