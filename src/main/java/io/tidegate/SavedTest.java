package io.tidegate;

import io.tidegate.cli.Refused;
import io.tidegate.config.Settings;
import io.tidegate.connector.Connector;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.NewTest;
import io.tidegate.rehearsal.ConnectorTests;
import io.tidegate.rehearsal.TestReport;
import io.tidegate.rehearsal.TestResult;
import io.tidegate.rehearsal.Tried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What was tried becomes a test in the connector's file; one that does not pass is taken back. */
final class SavedTest {
    private final Settings settings;
    private final Tried tried;

    SavedTest(Settings settings, Tried tried) {
        this.settings = settings;
        this.tried = tried;
    }

    /**
     * Where it stands now.
     *
     * @throws Refused with the test to paste, if the file is as it was
     */
    String save() throws InterruptedException {
        Connector connector = tried.connector();
        Path file = Path.of(connector.label().mark().file());
        String why = tried.whyNoTest();
        if (why != null) {
            throw refused(file, why + ": there is nothing to test");
        }
        if (!file.toString().endsWith(".yaml")) {
            throw refused(
                    file, "only a YAML file is added to; in Java it is test(map), with these keys");
        }
        try {
            String before = Files.readString(file);
            replace(file, NewTest.insert(before, connector.id(), tried.asTest()));
            try {
                return tested(file);
            } catch (RuntimeException e) {
                replace(file, before);
                throw e;
            }
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw refused(file, e.toString());
        }
    }

    /** The whole text or nothing of it, whenever this ends: it is an author's file. */
    private static void replace(Path file, String text) throws IOException {
        Path real = file.toRealPath(); // a link stays one
        Path draft = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".draft");
        try {
            Files.copy(
                    real,
                    draft,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(draft, text);
            Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private String tested(Path file) throws InterruptedException {
        try (Offline offline = Offline.toTry(settings)) {
            Loaded loaded = offline.load(List.of());
            String id = tried.connector().id();
            List<Connector> same =
                    loaded.connectors().stream().filter(one -> one.id().equals(id)).toList();
            if (same.isEmpty()) {
                throw refused(file, "with it there is a mistake, " + loaded.mistakes().get(0));
            }
            TestReport report = new ConnectorTests(offline.bench()).runLast(same.get(0), loaded);
            TestResult result = report.results().get(report.results().size() - 1);
            if (!result.passed()) {
                throw refused(
                        file,
                        "it does not pass a second time, "
                                + result.differences().get(0).path()
                                + " became "
                                + result.differences().get(0).actual());
            }
            return "saved as \"" + result.name() + "\" at " + result.mark();
        }
    }

    private Refused refused(Path file, String why) {
        return Refused.no(
                "the test is not saved in "
                        + file
                        + ": "
                        + why
                        + ". To paste it:\n"
                        + NewTest.text(tried.asTest()));
    }
}
