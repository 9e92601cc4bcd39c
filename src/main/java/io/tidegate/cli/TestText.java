package io.tidegate.cli;

import io.tidegate.connector.Mistake;
import io.tidegate.rehearsal.Difference;
import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.TestResult;
import java.io.PrintStream;
import java.util.List;

/** Test results for people: what failed, where it was expected, and the count. */
final class TestText {
    private static final int FIRST = 10;
    private static final int LONGEST = 2_000;

    private final PrintStream out;

    TestText(PrintStream out) {
        this.out = out;
    }

    void print(TestReport report) {
        List<Mistake> mistakes = report.loaded().mistakes();
        mistakes.forEach(mistake -> out.println(Plain.text(mistake.toString())));
        report.results().stream().filter(result -> !result.passed()).forEach(this::print);
        out.println(summary(report));
    }

    private void print(TestResult failed) {
        out.println(
                Plain.text(
                        failed.differences().get(0).mark()
                                + ": "
                                + failed.connector()
                                + ", "
                                + failed.name()
                                + ": "
                                + failed.happened()));
        List<Difference> differences = failed.differences();
        differences.stream().limit(FIRST).forEach(this::print);
        if (differences.size() > FIRST) {
            out.println("  … and " + (differences.size() - FIRST) + " more");
        }
    }

    private void print(Difference difference) {
        out.println(
                Plain.text("  " + difference.path() + " (line " + difference.mark().line() + ")"));
        out.println("    expected  " + Plain.cut(difference.expected(), LONGEST));
        out.println("    actual    " + Plain.cut(difference.actual(), LONGEST));
    }

    private static String summary(TestReport report) {
        long failed = report.results().stream().filter(result -> !result.passed()).count();
        int all = report.results().size();
        StringBuilder text = new StringBuilder();
        text.append(all == 0 ? "no tests" : count(all, "test"));
        text.append(failed > 0 ? ", " + failed + " failed" : all > 0 ? " passed" : "");
        int mistakes = report.loaded().mistakes().size();
        if (mistakes > 0) {
            text.append(", ").append(count(mistakes, "mistake"));
            text.append(" (files with mistakes are not tested)");
        }
        if (!report.untested().isEmpty()) {
            text.append("; without tests: ").append(String.join(", ", report.untested()));
        }
        return Plain.text(text.toString());
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
