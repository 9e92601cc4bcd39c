package io.tidegate.profile;

import java.util.LinkedHashSet;
import java.util.Set;

/** What was done to one value. */
final class Trail {
    private final Set<String> changes = new LinkedHashSet<>();

    void note(String change) {
        changes.add(change);
    }

    /** Notes the change if there is one. */
    <T> T step(T before, T after, String change) {
        if (!before.equals(after)) {
            changes.add(change);
        }
        return after;
    }

    @Override
    public String toString() {
        return String.join(", ", changes);
    }
}
