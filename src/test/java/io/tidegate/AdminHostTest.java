package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import io.tidegate.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each port has its host: commands ask each thing where it is. */
class AdminHostTest {
    @TempDir private Path temp;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 127.0.0.1, 9090, http://192.0.2.7:8080, http://127.0.0.1:9090",
        "0.0.0.0,   192.0.2.7, 9090, http://127.0.0.1:8080, http://192.0.2.7:9090",
        "192.0.2.7, ,          9090, http://192.0.2.7:8080, http://192.0.2.7:9090",
        "192.0.2.7, 127.0.0.1, ,     http://192.0.2.7:8080, http://192.0.2.7:8080"
    })
    void healthIsAtTheHostOfEventsAndTheApiAtItsOwn(
            String host, String adminHost, String adminPort, String health, String api) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEGATE_HOST", host);
        settings.computeIfAbsent("TIDEGATE_ADMIN_HOST", name -> adminHost);
        settings.computeIfAbsent("TIDEGATE_ADMIN_PORT", name -> adminPort);
        settings.put("TIDEGATE_DATA_DIR", temp.toString());
        var installation = new CommandInstallation(settings, new Properties(), sandbox -> 0);

        assertThat(installation.intake().origin()).isEqualTo(health);
        assertThat(installation.where().origin()).isEqualTo(api);
    }

    /** Where all of 127.0.0.0/8 is this machine. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aServerAtTwoHostsIsAskedAtBoth() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEGATE_HOST", "127.0.0.1");
        settings.put("TIDEGATE_PORT", "0");
        settings.put("TIDEGATE_ADMIN_HOST", "127.0.0.2");
        settings.put("TIDEGATE_ADMIN_PORT", "0");
        settings.put("TIDEGATE_DATA_DIR", temp.resolve("data").toString());
        settings.put(
                "TIDEGATE_ROUTES_DIR", Files.createDirectory(temp.resolve("routes")).toString());
        settings.put("TIDEGATE_ADMIN_TOKEN", "the-admin-token-of-this-test");
        try (Server server = Server.start(new Settings(settings))) {
            settings.put("TIDEGATE_PORT", String.valueOf(server.port()));
            settings.put("TIDEGATE_ADMIN_PORT", String.valueOf(server.adminPort()));

            assertThat(tidegate(settings, "health")).isZero();
            assertThat(tidegate(settings, "connectors")).isZero();
        }
    }

    private static int tidegate(Map<String, String> settings, String command) {
        var installation = new CommandInstallation(settings, new Properties(), sandbox -> 0);
        PrintStream out =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Cli(installation, out, out).execute(command);
    }
}
