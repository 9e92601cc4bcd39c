package io.tidegate.rehearsal;

import io.tidegate.connector.Loaded;
import java.util.List;

/**
 * What came of all tests of some files.
 *
 * @param untested connectors without any, by id
 */
public record TestReport(Loaded loaded, List<TestResult> results, List<String> untested) {
    public TestReport {
        results = List.copyOf(results);
        untested = List.copyOf(untested);
    }
}
