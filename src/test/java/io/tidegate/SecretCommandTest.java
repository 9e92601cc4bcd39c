package io.tidegate;

import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.api.ApiUnderTest;
import io.tidegate.cli.Cli;
import io.tidegate.failedquery.StoredDeliveries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandTest {
    @TempDir Path temp;
    final Map<String, String> environment = new HashMap<>();
    String said = "";

    /** Its exit status; what it says, on both ways, is in {@link #said}. */
    private int tidegate(byte[] in, String... args) {
        var out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var installation = new CommandInstallation(environment, new Properties(), box -> 1);
        int status =
                new Cli(installation, new ByteArrayInputStream(in), print, print).execute(args);
        said = out.toString(StandardCharsets.UTF_8);
        return status;
    }

    private int tidegate(String in, String... args) {
        return tidegate(in.getBytes(StandardCharsets.UTF_8), args);
    }

    private ApiUnderTest running() {
        ApiUnderTest api = new ApiUnderTest(temp, Map.of("TIDEGATE_SECRET_MAIL", "m"));
        environment.put("TIDEGATE_PORT", Integer.toString(api.port()));
        environment.put("TIDEGATE_ADMIN_TOKEN", ApiUnderTest.TOKEN);
        return api;
    }

    private void stopped() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            environment.put("TIDEGATE_PORT", Integer.toString(free.getLocalPort()));
        }
        environment.put("TIDEGATE_DATA_DIR", temp.toString());
        new StoredDeliveries("jdbc:sqlite:" + temp.resolve("tidegate.db")).close();
    }

    @Test
    void theServerThatRunsIsToldAndItsNextReadHasTheText() {
        try (ApiUnderTest api = running()) {
            assertThat(tidegate("p\u00e4ss w\u00f6rd\n", "secret", "set", "crm")).isZero();
            assertThat(said).isEqualTo(String.format("the secret crm is set%n"));
            assertThat(api.secrets.secret("crm")).isEqualTo("p\u00e4ss w\u00f6rd");

            tidegate("x", "secret", "set", "mail");
            assertThat(said)
                    .isEqualTo(
                            String.format(
                                    "the secret mail is set%n"
                                            + "requests carry the one of TIDEGATE_SECRET_MAIL all the same: the"
                                            + " environment wins over the store%n"));
            assertThat(tidegate("", "secret", "list")).isZero();
            String at = Instant.ofEpochMilli(NOW).toString();
            assertThat(said.lines().map(line -> line.replaceAll(" {2,}", "|")))
                    .containsExactly(
                            "SECRET|FROM|SET|BY",
                            "crm|store|" + at + "|admin",
                            "mail|TIDEGATE_SECRET_MAIL, not the one in the store|" + at + "|admin");
            assertThat(tidegate("", "secret", "rotate")).isZero();
            assertThat(said)
                    .matches(
                            "2 secrets are encrypted with the master key [0-9a-f]{8} now; a backup from before needs"
                                    + " the key from before\\R");
            assertThat(tidegate("", "secret", "delete", "crm")).isZero();
            assertThat(said).isEqualTo(String.format("the secret crm is deleted%n"));
            assertThat(api.secrets.secret("crm")).isNull();
            assertThat(tidegate("", "secret", "delete", "crm")).isEqualTo(1);
            assertThat(said).isEqualTo(String.format("tidegate: there is no secret crm%n"));
        }
    }

    @Test
    void oneLineBreakAtTheEndIsLeftOutUnlessAskedFor() {
        try (ApiUnderTest api = running()) {
            for (String end : List.of("\n", "\r\n")) {
                tidegate("a\nb\n" + end, "secret", "set", "crm");
                assertThat(api.secrets.secret("crm")).isEqualTo("a\nb\n");
            }
            tidegate("a\nb\n", "secret", "set", "crm", "--exact");
            assertThat(api.secrets.secret("crm")).isEqualTo("a\nb\n");
        }
    }

    @Test
    void aTextOnTheCommandLineIsRefusedAndNotSaid() {
        assertThat(tidegate("", "secret", "set", "crm", "hunter2")).isEqualTo(2);
        assertThat(said)
                .startsWith("a secret's text is not taken from the command line, where other")
                .doesNotContain("hunter2");
    }

    @Test
    void whatCannotBeASecretIsWrongUse() {
        try (ApiUnderTest api = running()) {
            assertThat(tidegate("x", "secret", "set", "CRM")).isEqualTo(2);
            assertThat(said).startsWith("tidegate: the name is \"CRM\", allowed are ");
            assertThat(tidegate("\n", "secret", "set", "crm")).isEqualTo(2);
            assertThat(said).contains("the text of the secret crm is empty; nothing was set");
            assertThat(tidegate(new byte[] {(byte) 0xff}, "secret", "set", "crm")).isEqualTo(2);
            assertThat(said)
                    .contains("standard input is not UTF-8, a secret is a text; nothing was set");
            assertThat(tidegate(new byte[2 << 20], "secret", "set", "crm")).isEqualTo(2);
            assertThat(said).contains("a secret's text may have 65536; nothing was set");
            assertThat(api.secrets.list()).extracting("name").containsExactly("mail");
        }
    }

    @Test
    void withNoneRunningTheJournalIsOpened() throws IOException {
        stopped();
        assertThat(tidegate("text\n", "secret", "set", "crm")).as(said).isZero();
        assertThat(temp.resolve("master.key")).exists();
        assertThat(tidegate("", "secret")).isZero();
        assertThat(said).contains("crm", "cli:" + System.getProperty("user.name"));
        assertThat(tidegate("", "secret", "rotate")).as(said).isZero();
        try (ApiUnderTest api = running()) {
            assertThat(api.secrets.secret("crm")).isEqualTo("text");
        }
    }

    @Test
    void aKeyThatIsNotThereIsNamedInTheList() throws IOException {
        stopped();
        tidegate("text\n", "secret", "set", "crm");
        Files.delete(temp.resolve("master.key"));
        assertThat(tidegate("", "secret", "list")).isZero();
        assertThat(said.lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("crm is encrypted with the master key ")
                .contains("there is none (neither TIDEGATE_MASTER_KEY nor ");
        assertThat(tidegate("x", "secret", "set", "mail")).isEqualTo(1);
        assertThat(said).contains("cannot set mail while these secrets cannot be read: crm. ");
    }

    @Test
    void aKeyFileThatOthersMayReadStopsOnlyTheSecretsCommands() throws IOException {
        stopped();
        tidegate("text\n", "secret", "set", "crm");
        Files.setPosixFilePermissions(
                temp.resolve("master.key"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(tidegate("", "secret", "list")).isEqualTo(1);
        assertThat(said).contains("is rw-r--r--, allowed is rw-------");
        assertThat(tidegate("", "failed")).isZero();
    }
}
