package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.AnsweringServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own Kamelets as a connector's endpoint. */
class KameletTest {
    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: press-sink
              labels: { camel.apache.org/kamelet.type: sink }
            spec:
              definition:
                title: Press
                required: [url]
                properties:
                  url: { title: URL, type: string }
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setHeader: { name: CamelHttpMethod, constant: POST }
                    - to: "{{url}}"
            """;

    @TempDir private Path folder;
    private AnsweringServer thirdParties;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        thirdParties = new AnsweringServer();
        Files.createDirectories(folder.resolve("routes/kamelets"));
        Files.writeString(folder.resolve("routes/kamelets/press-sink.kamelet.yaml"), KAMELET);
    }

    @AfterEach
    void close() {
        server.close();
        thirdParties.close();
    }

    private void run(String yaml, Answer... answers) throws Exception {
        String url = thirdParties.url("press", List.of(answers));
        server = new RunningServer(folder, yaml.replace("URL", url + "/things"), Map.of());
    }

    private static List<String> ids(CamelContext context) {
        return context.getRoutes().stream().map(Route::getId).toList();
    }

    @Test
    void whatTheKameletSendsIsTheAttempt() throws Exception {
        run(
                """
                - outflow:
                    id: a
                    on: Register
                    mapping: { uid: $.data.Uid }
                    to: kamelet:press-sink?url=RAW(URL)
                    retry: { attempts: 1, delay: 20ms }
                    after:
                      - log: "sent"
                """,
                Answer.of(500, ""),
                Answer.of(200, "{}"));
        server.post(RunningServer.event("e-1", "Register", "{\"Uid\":\"u-1\"}"));
        await().until(
                        () ->
                                server.rows("SELECT status FROM delivery")
                                        .equals(List.of("delivered")));
        assertThat(thirdParties.got("press"))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.text()).isEqualTo("{\"uid\":\"u-1\"}"));
        assertThat(server.rows("SELECT COUNT(*) FROM attempt")).containsExactly("2");
    }

    @Test
    void itsRouteGoesWithTheLastConnectorThatNamesIt() throws Exception {
        String a = "- outflow: { id: a, on: Register, to: \"kamelet:press-sink?url=URL/1\" }\n";
        String b = "- outflow: { id: b, on: Register, to: \"kamelet:press-sink?url=URL/1\" }\n";
        run(a + b);
        ModelCamelContext context = (ModelCamelContext) server.camel();
        assertThat(ids(context)).hasSize(3).contains("a", "b");
        for (int i = 2; i < 5; i++) {
            save(a.replace("/1", "/" + i) + b);
            awaitEndpoint(context, "/" + i);
            await().untilAsserted(() -> assertThat(ids(context)).hasSize(4).contains("a", "b"));
        }
        save(a + b);
        await().untilAsserted(() -> assertThat(ids(context)).hasSize(3).contains("a", "b"));
        save(a);
        await().untilAsserted(() -> assertThat(ids(context)).hasSize(2).contains("a"));
        save("# nothing\n");
        await().untilAsserted(() -> assertThat(ids(context)).isEmpty());
        await().untilAsserted(() -> assertThat(context.getRouteDefinitions()).isEmpty());
        assertThat(context.getRouteTemplateDefinitions()).isEmpty();
        assertThat(endpoints(context)).isEmpty();
    }

    private static List<String> endpoints(CamelContext context) {
        return context.getEndpoints().stream()
                .map(Endpoint::getEndpointUri)
                .filter(uri -> uri.startsWith("kamelet"))
                .toList();
    }

    private static void awaitEndpoint(CamelContext context, String part) {
        await().untilAsserted(
                        () -> assertThat(endpoints(context)).anyMatch(uri -> uri.endsWith(part)));
    }

    private void save(String yaml) throws Exception {
        String text = yaml.replace("URL", thirdParties.url("press", List.of()) + "/things");
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(
                draft,
                folder.resolve("routes/test.camel.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
