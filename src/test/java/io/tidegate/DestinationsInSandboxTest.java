package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Settings;
import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.destination.ExampleConnector;
import io.tidegate.event.Json;
import io.tidegate.intake.Wire;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector that {@code destinations show} prints can be tried in the sandbox as it is. */
class DestinationsInSandboxTest {
    @TempDir private Path folder;

    @Test
    void theExampleOfEachDeliversInTheSandbox() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        List<String> names =
                Destinations.shipped().stream().filter(name -> !name.equals("webhook")).toList();
        for (Destination one : Destinations.SHIPPED.all()) {
            if (names.contains(one.name())) {
                Files.writeString(routes.resolve(one.name() + ".yaml"), ExampleConnector.of(one));
            }
        }
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR", folder.resolve("data").toString(),
                                "TIDEGATE_ROUTES_DIR", routes.toString(),
                                "TIDEGATE_PRODUCER_TOKEN", "producer-token",
                                "TIDEGATE_ADMIN_TOKEN", "admin-token",
                                "TIDEGATE_PORT", "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        Sandbox sandbox = new Sandbox(settings.host(), settings.dataDir(), List.of());
        try (Server server = Server.start(settings, Optional.of(sandbox))) {
            await().untilAsserted(() -> assertThat(delivered(server)).containsAll(names));
        }
    }

    private static List<String> delivered(Server server) throws Exception {
        String body =
                Wire.once(
                                server.port(),
                                "GET /api/deliveries?status=delivered&limit=500 HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer"
                                        + " admin-token\r\n\r\n")
                        .body();
        Map<?, ?> page = (Map<?, ?>) Json.parse(body.getBytes(StandardCharsets.UTF_8));
        return ((List<?>) page.get("items"))
                .stream()
                        .map(item -> ((Map<?, ?>) item).get("connector").toString())
                        .distinct()
                        .collect(Collectors.toList());
    }
}
