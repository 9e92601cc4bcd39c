package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir Path temp;

    @Test
    void itIsMadeWhenItIsMissingAndNamesItsHolder() throws IOException {
        Path folder = temp.resolve("a/b");
        try (DataFolder held = DataFolder.lock(folder)) {
            assertThat(held).isNotNull();
            assertThat(folder.resolve("tidegate.lock"))
                    .hasContent(ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void aSecondTakerIsRefusedAndTheFirstKeepsIt() throws Exception {
        try (DataFolder held = DataFolder.lock(temp)) {
            assertThat(held).isNotNull();
            String refusal =
                    "the data folder "
                            + temp
                            + " is in use by process "
                            + ProcessHandle.current().pid()
                            + ": stop that one, or give this one another folder by TIDEGATE_DATA_DIR; nothing was started";
            assertThatThrownBy(() -> DataFolder.lock(temp))
                    .isInstanceOf(DataFolderInUse.class)
                    .hasMessage(refusal);
            assertThat(otherProcess()).contains(refusal);
        }
        assertThat(otherProcess()).contains("locked");
    }

    private String otherProcess() throws Exception {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Taker.class.getName(),
                                temp.toString())
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** Another process that takes the folder. */
    static final class Taker {
        public static void main(String[] args) {
            try (DataFolder folder = DataFolder.lock(Path.of(args[0]))) {
                System.out.println("locked " + folder);
            } catch (DataFolderInUse e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void onlyItsOwnerMayLookIntoANewOne() throws IOException {
        Path folder = temp.resolve("new");
        DataFolder.lock(folder).close();
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    }
}
