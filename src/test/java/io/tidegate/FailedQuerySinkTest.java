package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failed query also reaches the endpoint that TIDEGATE_FAILED_QUERY_SINK names. */
class FailedQuerySinkTest {
    @TempDir private Path folder;

    @Test
    void theSinkGetsTheRowOfADeliveryThatFailedBeforeItsRequest() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("crm.camel.yaml"),
                """
                - outflow:
                    id: crm
                    on: [Register]
                    mapping: { email: { from: $.data.email, required: true } }
                    to: { uri: "http://127.0.0.1:1/people" }
                """);
        Settings settings =
                new Settings(
                        Map.of(
                                "TIDEGATE_PORT", "0",
                                "TIDEGATE_DATA_DIR", folder.resolve("data").toString(),
                                "TIDEGATE_ROUTES_DIR", routes.toString(),
                                "TIDEGATE_PRODUCER_TOKEN", "a-producer-token-of-a-test",
                                "TIDEGATE_FAILED_QUERY_SINK", "mock:sink"));
        try (Server server = Server.start(settings)) {
            MockEndpoint sink = server.camelContext().getEndpoint("mock:sink", MockEndpoint.class);
            assertThat(post(server.port())).isEqualTo(202);

            Awaitility.await()
                    .untilAsserted(() -> assertThat(sink.getReceivedCounter()).isEqualTo(1));
            Map<?, ?> row = sink.getReceivedExchanges().get(0).getMessage().getBody(Map.class);
            assertThat(row.get("connector")).isEqualTo("crm");
            assertThat(row.get("event_id")).isEqualTo("1");
            assertThat(row.get("stage")).isEqualTo("mapping");
            assertThat(row.get("attempts")).isEqualTo(0);
            assertThat(row.get("state")).isEqualTo("open");
            assertThat((String) row.get("error")).contains("email");
        }
    }

    private static int post(int port) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer a-producer-token-of-a-test")
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"Register\",\"data\":{}}"))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
