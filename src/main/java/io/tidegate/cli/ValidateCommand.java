package io.tidegate.cli;

import io.tidegate.connector.Loaded;
import io.tidegate.connector.Mistake;
import io.tidegate.event.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate validate}. */
@Command(
        name = "validate",
        description = "Finds every mistake in route files, without a server; nothing is sent.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final Comparator<Finding> IN_ORDER =
            Comparator.comparing((Finding finding) -> finding.what().mark().file())
                    .thenComparingInt(finding -> finding.what().mark().line())
                    .thenComparingInt(finding -> finding.what().mark().column());

    @ParentCommand private Cli cli;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Files, or folders with *.yaml and *.java files; none: the routes folder.")
    private List<Path> paths = List.of();

    @Option(
            names = "--json",
            description = "A JSON array of {file, line, column, message, severity}.")
    private boolean json;

    private record Finding(String severity, Mistake what) {
        String line() {
            String warning = severity.equals("warning") ? "warning: " : "";
            return Plain.text(what.mark() + ": " + warning + what.message());
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", what.mark().file());
            fields.put("line", what.mark().line());
            fields.put("column", what.mark().column());
            fields.put("message", what.message());
            fields.put("severity", severity);
            return fields;
        }
    }

    @Override
    public Integer call() {
        Loaded loaded = cli.installation().validate(paths);
        List<Finding> findings = new ArrayList<>();
        loaded.mistakes().forEach(mistake -> findings.add(new Finding("error", mistake)));
        loaded.warnings().forEach(warning -> findings.add(new Finding("warning", warning)));
        findings.sort(IN_ORDER);
        if (json) {
            List<?> all = findings.stream().map(Finding::fields).toList();
            cli.out().println(Plain.json(Json.text(all)));
        } else {
            findings.forEach(finding -> cli.out().println(finding.line()));
            cli.out().println(summary(loaded));
        }
        return loaded.mistakes().isEmpty() ? Cli.FINE : Cli.NO;
    }

    private static String summary(Loaded loaded) {
        long connectors =
                loaded.files().stream()
                        .flatMap(file -> file.named().kinds().keySet().stream())
                        .distinct()
                        .count();
        String warnings =
                loaded.warnings().isEmpty()
                        ? ""
                        : ", " + count(loaded.warnings().size(), "warning");
        return count(loaded.files().size(), "file")
                + ", "
                + count(connectors, "connector")
                + ", "
                + (loaded.mistakes().isEmpty()
                        ? "no mistakes"
                        : count(loaded.mistakes().size(), "mistake"))
                + warnings;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
