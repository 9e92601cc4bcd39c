package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.api.ApiUnderTest;
import io.tidegate.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonCommandTest {
    private static final String INVITATION = "/console/#/invitation/[\\w-]+\\R";

    @TempDir Path temp;
    private final Map<String, String> environment = new HashMap<>();

    private String said(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        int status =
                new Cli(
                                installation,
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8))
                        .execute(args);
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theLinkOfAnInvitationLeadsWhereBrowsersReachTheConsole() {
        try (ApiUnderTest api = new ApiUnderTest(temp)) {
            environment.put("TIDEGATE_PORT", Integer.toString(api.port()));
            environment.put("TIDEGATE_ADMIN_TOKEN", ApiUnderTest.TOKEN);
            assertThat(said("person", "invite", "ann", "--role", "operator"))
                    .matches("http://127\\.0\\.0\\.1:" + api.port() + INVITATION);
            environment.put("TIDEGATE_PUBLIC_URL", "https://tide.example/");
            assertThat(said("person", "invite", "bob"))
                    .matches("https://tide\\.example" + INVITATION);
            assertThat(said("person", "invite", "ann", "--again"))
                    .matches("https://tide\\.example" + INVITATION);
        }
    }
}
