package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir Path folder;

    @Test
    void theFirstStartMakesBothAndSaysThemOnce() {
        Settings settings = new Settings(Map.of("TIDEGATE_DATA_DIR", folder.toString()));
        Tokens first = Tokens.of(settings);
        assertThat(first.announcements()).hasSize(2);
        assertThat(first.announcements().get(0))
                .startsWith("the producer token is " + first.producer());
        assertThat(first.announcements().get(1)).startsWith("the admin token is " + first.admin());
        assertThat(first.admin()).hasSize(43).isNotEqualTo(first.producer());

        Tokens second = Tokens.of(settings);
        assertThat(second.announcements()).isEmpty();
        assertThat(second.producer()).isEqualTo(first.producer());
        assertThat(second.admin()).isEqualTo(first.admin());
        assertThat(Tokens.admin(settings)).isEqualTo(first.admin());
    }

    @Test
    void onlyTheOwnerMayReadTheirFiles() throws IOException {
        Tokens.of(new Settings(Map.of("TIDEGATE_DATA_DIR", folder.toString())));
        for (String name : new String[] {"producer.token", "admin.token"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void oneThatIsSetIsObeyedAndNotKept() {
        Settings settings =
                new Settings(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.toString(),
                                "TIDEGATE_ADMIN_TOKEN",
                                "of-the-operator-0001"));
        Tokens tokens = Tokens.of(settings);
        assertThat(tokens.admin()).isEqualTo("of-the-operator-0001");
        assertThat(folder.resolve("admin.token")).doesNotExist();
        assertThat(tokens.toString())
                .doesNotContain(tokens.admin())
                .doesNotContain(tokens.producer());
    }

    @Test
    void aCommandFindsNoAdminTokenWhereNoneWasMade() {
        assertThat(Tokens.admin(new Settings(Map.of("TIDEGATE_DATA_DIR", folder.toString()))))
                .isNull();
    }
}
