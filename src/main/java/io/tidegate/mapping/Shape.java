package io.tidegate.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all targets of a mapping make together; finds the ones that cannot stand side by side. */
final class Shape {
    private final Map<Object, Shape> inner = new LinkedHashMap<>();
    private @Nullable Target leaf;

    /** What is wrong with the target beside those added before; {@code null} if nothing is. */
    @Nullable String add(Target target) {
        Shape at = this;
        for (Object step : target.steps()) {
            if (at.leaf != null) {
                return collides(target, at.leaf)
                        + "that one sets a value, so it has no fields of its own";
            }
            Map.Entry<Object, Shape> sibling =
                    at.inner.isEmpty() ? null : at.inner.entrySet().iterator().next();
            if (sibling != null && sibling.getKey().getClass() != step.getClass()) {
                return collides(target, sibling.getValue().any())
                        + "the same place cannot be a list and have names";
            }
            at = at.inner.computeIfAbsent(step, any -> new Shape());
        }
        if (at.leaf != null) {
            return collides(target, at.leaf) + "a field has one source";
        }
        if (!at.inner.isEmpty()) {
            return collides(target, at.any())
                    + "this one sets a value, so it has no fields of its own";
        }
        at.leaf = target;
        return null;
    }

    private static String collides(Target target, Target other) {
        return "\"" + target.text() + "\" collides with \"" + other.text() + "\": ";
    }

    private Target any() {
        Shape at = this;
        while (at.leaf == null) {
            at = at.inner.values().iterator().next();
        }
        return at.leaf;
    }
}
