package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector's route shows its shape, and any of its steps can be woven. */
class RouteShapeTest {
    private static final String CONNECTOR =
            """
            - outflow:
                id: crm
                on: [Register]
                rules: ["$[?(@.data.n > 1)]", "$.data.name"]
                before: [ { script: before.js } ]
                mapping: { name: $.data.name }
                to: { uri: "http://127.0.0.1:1/people", method: PUT }
                after: [ { script: after.js } ]
            """;

    @TempDir private Path folder;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Files.writeString(routes.resolve("crm.camel.yaml"), CONNECTOR);
        Files.writeString(routes.resolve("before.js"), "function before(event) { return event; }");
        Files.writeString(
                routes.resolve("after.js"), "function after(event) { return { ok: true }; }");
        server =
                Server.start(
                        new Settings(
                                Map.of(
                                        "TIDEGATE_PORT", "0",
                                        "TIDEGATE_DATA_DIR", folder.resolve("data").toString(),
                                        "TIDEGATE_ROUTES_DIR", routes.toString(),
                                        "TIDEGATE_PRODUCER_TOKEN", "a-producer-token-of-a-test",
                                        "TIDEGATE_ALLOW_PRIVATE_TARGETS", "true")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachStageIsAStepWithAnIdOfItsOwn() {
        List<String> ids = new ArrayList<>();
        collect(route().getOutputs(), ids);

        assertThat(ids)
                .containsSubsequence(
                        "crm/rule-1",
                        "crm/rule-2",
                        "crm/before-1",
                        "crm/mapping",
                        "crm/request",
                        "crm/after-1");
        assertThat(route().getRouteConfigurationId()).isEqualTo("tidegate");
    }

    private static void collect(List<ProcessorDefinition<?>> outputs, List<String> ids) {
        for (ProcessorDefinition<?> output : outputs) {
            ids.add(((NamedNode) output).getId());
            collect(output.getOutputs(), ids);
        }
    }

    @Test
    void aWovenRequestGetsTheMappedBody() throws Exception {
        CamelContext context = server.camelContext();
        AdviceWith.adviceWith(
                context,
                "crm",
                advice -> advice.weaveById("crm/request").replace().to("mock:request"));
        MockEndpoint mock = context.getEndpoint("mock:request", MockEndpoint.class);
        mock.expectedBodiesReceived(new java.util.LinkedHashMap<>(Map.of("name", "Ada")));

        assertThat(post("{\"n\":2,\"name\":\"Ada\"}")).isEqualTo(202);

        mock.assertIsSatisfied();
    }

    private RouteDefinition route() {
        return server.camelContext()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinition("crm");
    }

    private int post(String data) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/events"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer a-producer-token-of-a-test")
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"Register\",\"data\":"
                                                + data
                                                + "}"))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
