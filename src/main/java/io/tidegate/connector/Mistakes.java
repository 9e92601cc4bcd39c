package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong so far, so that an author sees it in one go. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();

    void add(Mark mark, String message) {
        found.add(new Mistake(mark, message));
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
