package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.security.StoredSecrets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real command that is killed between two of a rotation's durable steps. */
class SecretRotationCrashTest {
    @TempDir Path folder;

    private StoredDeliveries journal() {
        return new StoredDeliveries("jdbc:sqlite:" + folder.resolve("tidegate.db"));
    }

    private StoredSecrets secrets(StoredDeliveries stored) {
        return new StoredSecrets(
                new StoredSecrets.Place(stored.database, stored.journal, folder),
                List.of(),
                Map.of(),
                stored.clock);
    }

    private List<String> keys() throws IOException {
        return Files.readAllLines(folder.resolve("master.key"));
    }

    @ParameterizedTest
    @CsvSource({"after-key-file,false", "after-key-commit,true"})
    void whereverItIsKilledEverythingCanBeReadAndTheNextStartEndsIt(
            String fault, boolean isCommitted) throws Exception {
        String before;
        try (StoredDeliveries stored = journal()) {
            secrets(stored).set("crm", "of crm", "ann");
            secrets(stored).set("mail", "of mail", "ann");
            before = stored.row("SELECT min(key_id), max(key_id) FROM secret");
        }
        String old = keys().get(0);

        killAt(fault);

        List<String> both = keys();
        assertThat(both).hasSize(2).last().isEqualTo(old);
        try (StoredDeliveries stored = journal()) {
            String rows = stored.row("SELECT min(key_id), max(key_id) FROM secret");
            assertThat(rows.equals(before)).isEqualTo(!isCommitted);
            for (int starts = 0; starts < 2; starts++) {
                StoredSecrets secrets = secrets(stored);
                assertThat(secrets.problems()).isEmpty();
                assertThat(secrets.secret("crm")).isEqualTo("of crm");
                assertThat(secrets.secret("mail")).isEqualTo("of mail");
                assertThat(keys()).containsExactly(both.get(0));
            }
            assertThat(stored.row("SELECT min(key_id), max(key_id) FROM secret"))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void aRotationInWhichNothingFailsLeavesOneKey() throws Exception {
        try (StoredDeliveries stored = journal()) {
            secrets(stored).set("crm", "of crm", "ann");
        }
        assertThat(rotate("-Dx=y").waitFor()).isZero();
        assertThat(keys()).hasSize(1);
        try (StoredDeliveries stored = journal()) {
            assertThat(secrets(stored).secret("crm")).isEqualTo("of crm");
        }
    }

    private void killAt(String fault) throws IOException, InterruptedException {
        Path marker = folder.resolve("marker");
        Process process = rotate("-Dtidegate.fault=" + fault + ":1:" + marker);
        try {
            await().until(() -> Files.exists(marker) || !process.isAlive());
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process rotate(String option) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tidegate.Tidegate",
                        "secret",
                        "rotate");
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDEGATE_"));
        builder.environment().put("TIDEGATE_DATA_DIR", folder.toString());
        try (ServerSocket free = new ServerSocket(0)) {
            builder.environment().put("TIDEGATE_PORT", Integer.toString(free.getLocalPort()));
        }
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }
}
