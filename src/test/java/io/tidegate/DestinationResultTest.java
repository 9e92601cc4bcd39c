package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.AnsweringServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the third party calls the record that it now has. */
class DestinationResultTest {
    private static final String ANSWER = "{\"person\":{\"id\":90071992547409931}}";

    @TempDir private Path folder;
    private AnsweringServer thirdParties;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        thirdParties = new AnsweringServer();
    }

    @AfterEach
    void close() {
        server.close();
        thirdParties.close();
    }

    /** A connector whose after hook is this function's body. */
    private void deliver(String hook) throws Exception {
        Files.createDirectories(folder.resolve("routes/destinations"));
        Files.writeString(
                folder.resolve("routes/hook.js"),
                "function hook(event, request, response) { " + hook + " }");
        String url = thirdParties.url("crm", List.of(Answer.of(201, ANSWER)));
        Files.writeString(
                folder.resolve("routes/destinations/own.yaml"),
                "destination: own\ntitle: x\nrequest: { url: \""
                        + url
                        + "\" }\nrecordId: $.person.id\n");
        String after = hook.isEmpty() ? "" : "    after: [{ script: hook.js }]\n";
        server =
                new RunningServer(
                        folder,
                        "- outflow:\n    id: a\n    on: Register\n    to: { destination: own }\n"
                                + after,
                        Map.of());
        server.post(RunningServer.event("e-1", "Register", "{}"));
        String wanted = hook.isEmpty() ? "none" : "done";
        awaitAfter(wanted);
    }

    private void awaitAfter(String wanted) {
        await().until(
                        () ->
                                server.rows("SELECT after FROM delivery WHERE status = 'delivered'")
                                        .equals(List.of(wanted)));
    }

    private String result() {
        return server.rows("SELECT result FROM delivery").get(0);
    }

    @Test
    void theIdIsTheDeliverysResultAsText() throws Exception {
        deliver("");
        assertThat(result()).isEqualTo("{\"recordId\":\"90071992547409931\"}");
        assertThat(server.get("/api/deliveries").body())
                .contains("\"result\":{\"recordId\":\"90071992547409931\"}");
    }

    @Test
    void aHookThatReturnsNothingLeavesIt() throws Exception {
        deliver("var seen = response.recordId;");
        assertThat(result()).isEqualTo("{\"recordId\":\"90071992547409931\"}");
    }

    @Test
    void aHookReadsItAlsoWhenItRunsAgain() throws Exception {
        deliver("return { seen: response.recordId, status: response.status };");
        assertThat(result()).isEqualTo("{\"seen\":\"90071992547409931\",\"status\":201}");
        String id = server.rows("SELECT id FROM delivery").get(0);
        Files.writeString(
                folder.resolve("routes/hook.js"),
                "function hook(event, request, response) { return { again: response.recordId }; }");
        await().untilAsserted(
                        () -> {
                            server.admin("/api/deliveries/" + id + "/after", "{}");
                            awaitAfter("done");
                            assertThat(result()).isEqualTo("{\"again\":\"90071992547409931\"}");
                        });
        assertThat(thirdParties.got("crm")).hasSize(1);
    }
}
