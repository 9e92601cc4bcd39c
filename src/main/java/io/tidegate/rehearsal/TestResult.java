package io.tidegate.rehearsal;

import io.tidegate.connector.Mark;
import java.util.List;

/**
 * What a test came to, for one of its events.
 *
 * @param name of the test, and which of its events if there are several
 * @param happened what became of the event, in one sentence
 * @param differences none: it passed
 */
public record TestResult(
        String connector,
        String name,
        Mark mark,
        String happened,
        List<Difference> differences,
        long millis) {
    public TestResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
