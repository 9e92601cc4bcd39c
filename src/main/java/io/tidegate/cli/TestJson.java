package io.tidegate.cli;

import io.tidegate.connector.Mark;
import io.tidegate.connector.Mistake;
import io.tidegate.event.Json;
import io.tidegate.rehearsal.Difference;
import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.TestResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Test results for programs. */
final class TestJson {
    private TestJson() {}

    static String of(TestReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("mistakes", report.loaded().mistakes().stream().map(TestJson::mistake).toList());
        all.put("results", report.results().stream().map(TestJson::result).toList());
        all.put("untested", report.untested());
        return Plain.json(Json.text(all));
    }

    private static Map<String, Object> mistake(Mistake mistake) {
        Map<String, Object> fields = at(mistake.mark());
        fields.put("message", mistake.message());
        return fields;
    }

    private static Map<String, Object> result(TestResult result) {
        Map<String, Object> fields = at(result.mark());
        fields.put("connector", result.connector());
        fields.put("name", result.name());
        fields.put("passed", result.passed());
        fields.put("happened", result.happened());
        fields.put("millis", result.millis());
        fields.put("differences", result.differences().stream().map(TestJson::difference).toList());
        return fields;
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> fields = at(difference.mark());
        fields.put("path", difference.path());
        fields.put("expected", difference.expected());
        fields.put("actual", difference.actual());
        return fields;
    }

    private static Map<String, Object> at(Mark mark) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", mark.file());
        fields.put("line", mark.line());
        fields.put("column", mark.column());
        return fields;
    }
}
