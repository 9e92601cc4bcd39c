package io.tidegate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir Path folder;

    private KeyFile file() {
        return new KeyFile(folder);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        file().write(List.of(MasterKey.random()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("master.key.new")).doesNotExist();
    }

    @Test
    void oneThatOthersMayReadIsRefused() throws IOException {
        file().write(List.of(MasterKey.random()));
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(UnusableKey.class)
                .hasMessage(
                        "the master key file "
                                + file().path()
                                + " is rw-r-----, allowed is rw------- (chmod 600): others may have read it, so change"
                                + " it afterwards by tidegate secret rotate");
    }

    @Test
    void aDamagedOneIsRefusedWithoutShowingIt() throws IOException {
        file().write(List.of(MasterKey.random()));
        Files.writeString(file().path(), MasterKey.random().base64() + "\nhunter2\n");
        assertThatThrownBy(() -> file().read())
                .hasMessageStartingWith(
                        "the master key file " + file().path() + " is damaged: line 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void whatIsWrittenIsReadInItsOrder() {
        MasterKey first = MasterKey.random();
        MasterKey second = MasterKey.random();
        file().write(List.of(first, second));
        assertThat(file().read())
                .extracting(MasterKey::id)
                .containsExactly(first.id(), second.id());
    }
}
