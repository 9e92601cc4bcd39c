package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed between a connector's commit and its file. */
class ConnectorSaveCrashIT {
    private static final String DRAFT =
            "{\"kind\":\"outflow\",\"config\":{\"id\":\"crm\",\"on\":\"Register\",\"to\":\"http://127.0.0.1:9/closed\"}}";

    @TempDir Path folder;

    @Test
    void aConnectorThatWasCommittedRunsAfterTheNextStart() throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Path marker = folder.resolve("hit");
        String fault = "-Dtidegate.fault=after-connector-commit:1:" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(fault))) {
            HttpRequest create =
                    HttpRequest.newBuilder(first.url("/api/connectors"))
                            .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(DRAFT))
                            .build();
            HttpClient.newHttpClient().sendAsync(create, BodyHandlers.ofString());
            await().until(() -> Files.exists(marker));
            first.kill();
        }
        assertThat(start.data().resolve("console/crm.console.yaml")).doesNotExist();

        try (TidegateProcess next = TidegateProcess.start(start)) {
            HttpRequest ask =
                    HttpRequest.newBuilder(next.url("/api/connectors/crm"))
                            .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN)
                            .build();
            assertThat(HttpClient.newHttpClient().send(ask, BodyHandlers.ofString()).body())
                    .contains("\"state\":\"active\"")
                    .contains("crm.console.yaml");
        }
    }
}
