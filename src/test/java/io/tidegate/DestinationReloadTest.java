package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.AnsweringServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's own destination that is saved while connectors of it run. */
class DestinationReloadTest {
    @TempDir private Path folder;
    private AnsweringServer thirdParties;
    private RunningServer server;
    private int events;

    @BeforeEach
    void open() throws Exception {
        thirdParties = new AnsweringServer();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(Answer.of(200, "{}"));
        }
        String url = thirdParties.url("press", answers);
        save("destination: press\ntitle: x\nrequest: { url: \"URL/one\" }\n".replace("URL", url));
        server =
                new RunningServer(
                        folder,
                        """
                        - outflow: { id: press, on: Register, to: { destination: press } }
                        - outflow: { id: other, on: Login, to: URL/other }
                        """
                                .replace("URL", url),
                        Map.of());
    }

    @AfterEach
    void close() {
        server.close();
        thirdParties.close();
    }

    private String url() throws IOException {
        return Files.readString(folder.resolve("routes/destinations/press.yaml"))
                .replaceAll("(?s).*url: \"(.*)/\\w+\".*", "$1");
    }

    private void save(String text) throws IOException {
        Path to = folder.resolve("routes/destinations/press.yaml");
        Files.createDirectories(to.getParent());
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Sends events until one arrives there. */
    private void awaitPath(String path) {
        await().untilAsserted(
                        () -> {
                            server.post(RunningServer.event("e-" + events++, "Register", "{}"));
                            assertThat(thirdParties.got("press"))
                                    .extracting(AnsweringServer.Got::url)
                                    .contains(path);
                        });
    }

    private String connectors() throws IOException {
        return server.get("/api/connectors").body();
    }

    @Test
    void whatIsSavedCountsForTheConnectorsThatNameIt() throws Exception {
        String url = url();
        awaitPath("/one");
        save("destination: press\ntitle: x\nrequest: { url: \"" + url + "/two\" }\n");
        awaitPath("/two");
        save("destination: press\ntitle: x\nrequest: { ulr: \"" + url + "/three\" }\n");
        await().untilAsserted(
                        () ->
                                assertThat(connectors())
                                        .contains(
                                                "destinations/press.yaml:3:12: \\\"ulr\\\" is not a key of request"));
        int before = thirdParties.got("press").size();
        server.post(RunningServer.event("while-broken", "Register", "{}"));
        await().untilAsserted(() -> assertThat(thirdParties.got("press")).hasSize(before + 1));
        assertThat(thirdParties.got("press").get(before).url()).isEqualTo("/two");
        save("destination: press\ntitle: x\nrequest: { url: \"" + url + "/three\" }\n");
        awaitPath("/three");
        await().untilAsserted(() -> assertThat(connectors()).doesNotContain("has a mistake"));
    }
}
