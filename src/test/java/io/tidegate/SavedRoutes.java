package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of routes that a test saves while a server runs on it. */
abstract class SavedRoutes {
    @TempDir Path folder;
    ThirdParty crm;

    /** A bean whose instances can be told from each other. */
    public static final class Counter {
        private String word = "";

        public String getWord() {
            return word;
        }

        public void setWord(String to) {
            word = to;
        }
    }

    @BeforeEach
    void open() throws IOException {
        crm = new ThirdParty();
    }

    @AfterEach
    void close() throws IOException {
        crm.close();
    }

    String crm(String path) {
        return """
        - outflow:
            id: crm
            on: [Register]
            mapping: { n: $.data.n }
            to: { uri: "http://127.0.0.1:PORT/PATH" }
        """
                .replace("PORT", Integer.toString(crm.port()))
                .replace("PATH", path);
    }

    static String route(String id, String from, String to) {
        return """
        - route:
            id: %s
            from:
              uri: "%s"
              steps:
                - setBody: { constant: "WORD" }
                - to: "%s"
        """
                .formatted(id, from, to);
    }

    static String bean(String word) {
        return """
        - beans:
            - name: counter
              type: "io.tidegate.SavedRoutes$Counter"
              properties: { word: %s }
        """
                .formatted(word);
    }

    static Counter counter(RunningServer server) {
        return server.camel().getRegistry().lookupByNameAndType("counter", Counter.class);
    }

    RunningServer start(String yaml) throws Exception {
        return new RunningServer(folder, yaml, Map.of());
    }

    void save(String file, String text) throws IOException {
        Path to = folder.resolve("routes").resolve(file);
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.createDirectories(to.getParent());
        Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING);
    }

    void save(String text) throws IOException {
        save("test.camel.yaml", text);
    }

    void remove(String file) throws IOException {
        Files.delete(folder.resolve("routes").resolve(file));
    }

    static void send(RunningServer server, String id, String type) throws IOException {
        String event = RunningServer.event(id, type, "{\"n\":\"" + id + "\"}");
        assertThat(server.post(event).status()).isEqualTo(202);
    }

    List<String> paths() {
        return crm.requests.stream().map(r -> r.split(" ", 3)[1]).toList();
    }

    void awaitPath(RunningServer server, String type, String path) {
        int[] n = {0};
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            send(server, path.replace('/', '-') + n[0]++, type);
                            assertThat(paths()).contains(path);
                        });
    }

    static void awaitDelivered(RunningServer server) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(server.rows("SELECT DISTINCT status FROM delivery"))
                                        .containsExactly("delivered"));
    }

    static String connectors(RunningServer server) throws IOException {
        return server.get("/api/connectors").body();
    }

    static String health(RunningServer server) throws IOException {
        return server.get("/observe/health").body();
    }

    static void awaitConnectors(RunningServer server, String text) {
        Awaitility.await().untilAsserted(() -> assertThat(connectors(server)).contains(text));
    }

    static List<String> uses(RunningServer server) {
        return server.camel().getRoutes().stream()
                .map(r -> r.getId() + " " + r.getEndpoint().getEndpointUri())
                .sorted()
                .toList();
    }

    static void awaitUses(RunningServer server, String... routes) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(uses(server)).containsExactlyInAnyOrder(routes));
    }
}
