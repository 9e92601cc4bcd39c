package io.tidegate.connector;

import java.util.LinkedHashMap;
import java.util.Map;

/** The routes that one file holds, by id, and where each is written. */
final class OwnRoutes {
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private final Mistakes mistakes;

    OwnRoutes(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Notes a mistake if the file has the id twice. */
    void add(String id, Mark mark) {
        Mark first = marks.putIfAbsent(id, mark);
        if (first != null) {
            mistakes.add(mark, "the id \"" + id + "\" is taken: it stands at " + first + " too");
        }
    }

    Map<String, Mark> marks() {
        return marks;
    }
}
