package io.tidegate.cli;

import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.TestResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate test}. */
@Command(
        name = "test",
        description = "Runs the tests of connectors, without a server; nothing is sent.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Files, or folders with *.yaml and *.java files; none: the routes folder.")
    private List<Path> paths = List.of();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description =
                    "Writes the results as JUnit XML too; into a folder: as TEST-tidegate.xml.")
    private @Nullable Path junit;

    @Option(
            names = "--json",
            description = "A JSON object of mistakes, results and untested connectors.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        TestReport report = cli.installation().test(paths);
        if (json) {
            cli.out().println(TestJson.of(report));
        } else {
            new TestText(cli.out()).print(report);
        }
        if (junit != null) {
            JunitXml.write(report, junit);
        }
        boolean passed = report.results().stream().allMatch(TestResult::passed);
        return passed && report.loaded().mistakes().isEmpty() ? Cli.FINE : Cli.NO;
    }
}
