package io.tidegate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commonest reason why a newcomer's first start fails. */
class PortInUseTest {
    @TempDir private Path folder;

    @Test
    void aPortThatIsTakenIsNamedWithTheSettingThatChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(
                            () ->
                                    new RunningServer(
                                            folder, "# none", Map.of("TIDEGATE_PORT", port)))
                    .hasMessage(
                            "the server cannot listen at 127.0.0.1:%s: Address already in use; give it another address by"
                                    + " TIDEGATE_PORT or TIDEGATE_HOST, nothing was sent",
                            port);
        }
    }
}
