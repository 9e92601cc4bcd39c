package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of many files; {@code bench/many} measures the same with a thousand. */
class ManyConnectorsTest {
    private static final int OTHERS = 199;
    private static final String CONNECTOR =
            """
            - outflow:
                id: %1$s
                on: [%2$s]
                rules: [ "$[?(@.data.n)]" ]
                mapping: { n: $.data.n }
                to: { uri: "http://127.0.0.1:%3$d/%1$s%4$s" }
            """;

    @TempDir Path folder;

    @Test
    void amongManyOneDeliversAndOneIsExchanged() throws Exception {
        try (ThirdParty crm = new ThirdParty()) {
            Path routes = Files.createDirectories(folder.resolve("routes"));
            for (int n = 1; n <= OTHERS; n++) {
                Files.writeString(
                        routes.resolve("other-" + n + ".camel.yaml"), other(n, crm.port(), ""));
            }
            String one = CONNECTOR.formatted("one", "Register", crm.port(), "");
            try (RunningServer server = new RunningServer(folder, one, Map.of())) {
                assertThat(server.camel().getRoutesSize()).isEqualTo(OTHERS + 1);
                var untouched = server.camel().getRoute("other-8");
                send(server, "a", "Register");
                awaitPath(crm, "/one");

                Files.writeString(
                        routes.resolve("other-7.camel.yaml"), other(7, crm.port(), "/anew"));
                int[] sent = {0};
                Awaitility.await()
                        .untilAsserted(
                                () -> {
                                    send(server, "b" + sent[0]++, "com.many.n7");
                                    assertThat(paths(crm)).contains("/other-7/anew");
                                });

                assertThat(server.camel().getRoute("other-8")).isSameAs(untouched);
                assertThat(server.rows("SELECT count(*) FROM connector"))
                        .containsExactly(String.valueOf(OTHERS + 1));
            }
        }
    }

    private static String other(int n, int port, String path) {
        return CONNECTOR.formatted("other-" + n, "com.many.n" + n, port, path);
    }

    private static void send(RunningServer server, String id, String type) throws Exception {
        String event = RunningServer.event(id, type, "{\"n\":1}");
        assertThat(server.post(event).status()).isEqualTo(202);
    }

    private static void awaitPath(ThirdParty crm, String path) {
        Awaitility.await().untilAsserted(() -> assertThat(paths(crm)).containsExactly(path));
    }

    private static List<String> paths(ThirdParty crm) {
        return crm.requests.stream().map(request -> request.split(" ", 3)[1]).toList();
    }
}
