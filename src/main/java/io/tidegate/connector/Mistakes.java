package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong so far, so that an author sees it in one go. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();
    private final List<Mistake> warnings = new ArrayList<>();

    void add(Mark mark, String message) {
        found.add(new Mistake(mark, message));
    }

    /** What is allowed, and most likely not meant. */
    void warn(Mark mark, String message) {
        warnings.add(new Mistake(mark, message));
    }

    List<Mistake> warnings() {
        return List.copyOf(warnings);
    }

    /** Does nothing if the same is known of the same place. */
    void addOnce(Mark mark, String message) {
        if (!found.contains(new Mistake(mark, message))) {
            add(mark, message);
        }
    }

    int size() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Mistake> list() {
        return List.copyOf(found);
    }
}
