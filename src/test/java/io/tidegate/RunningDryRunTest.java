package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.event.Json;
import io.tidegate.intake.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /api/connectors/{id}/dry-run} on a server whose connectors run. */
class RunningDryRunTest {
    private static final String CONNECTOR =
            """
            - beans:
                - name: greeting
                  type: java.lang.String
                  constructors: { "0": "Hello" }
            - outflow:
                id: contacts
                on: Register
                rules: ["$[?(@.data.ok == true)]", "$.data.name"]
                before:
                  - setHeader: { name: X-Token, simple: "${secret:door}" }
                  - wireTap: { uri: "http://127.0.0.1:PORT/seen" }
                  - setBody: { simple: '{"type":"Register","data":{"ok":true,"name":"${body[data][name]} ${bean:greeting.length}"}}' }
                mapping: { name: { from: $.data.name, convert: [trim, upper] } }
                to: { uri: "http://127.0.0.1:PORT/x", headers: { X-Key: "{{secret:crm-key}}" } }
            - route:
                id: plain
                from: { uri: "trigger:plain?on=Login", steps: [ { log: x } ] }
            """;

    @TempDir private Path temp;

    private static Map<?, ?> dryRun(RunningServer server, String id, String body) throws Exception {
        return ask(server, "POST /api/connectors/" + id + "/dry-run", body);
    }

    private static void secrets(RunningServer server) throws Exception {
        ask(server, "PUT /api/secrets/door", "{\"text\":\"the-text-of-door\"}");
        ask(server, "PUT /api/secrets/crm-key", "{\"text\":\"the-text-of-key\"}");
    }

    private static Map<?, ?> ask(RunningServer server, String what, String body) throws Exception {
        String request =
                what
                        + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer right-admin-token\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        String answer = Wire.once(server.port(), request).body();
        return (Map<?, ?>) Json.parse(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theRunningConnectorIsTriedAndNothingIsSent() throws Exception {
        try (ThirdParty third = new ThirdParty();
                RunningServer server =
                        new RunningServer(
                                temp,
                                CONNECTOR.replace("PORT", Integer.toString(third.port())),
                                Map.of())) {
            secrets(server);
            String event = RunningServer.event("1", "Register", "{\"ok\":true,\"name\":\"ada\"}");
            Map<?, ?> run = dryRun(server, "contacts", event);

            Map<?, ?> document =
                    (Map<?, ?>)
                            Json.parse(
                                    server.get("/api/openapi.json")
                                            .body()
                                            .getBytes(StandardCharsets.UTF_8));
            Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>) document.get("components")).get("schemas");
            java.util.Set<Object> properties =
                    new java.util.LinkedHashSet<>(
                            ((Map<?, ?>) ((Map<?, ?>) schemas.get("DryRun")).get("properties"))
                                    .keySet());
            properties.removeAll(java.util.List.of("cleaned", "action")); // of inflows alone
            assertThat(run.keySet()).isEqualTo(properties);
            assertThat(run.get("outcome")).isEqualTo("request");
            assertThat(run.get("rules").toString()).contains("holds=true, selected=[ada]");
            Map<?, ?> request = (Map<?, ?>) run.get("request");
            assertThat(request.get("method")).isEqualTo("POST");
            assertThat(request.get("url")).isEqualTo("http://127.0.0.1:" + third.port() + "/x");
            assertThat(request.get("body")).isEqualTo(Map.of("name", "ADA 5"));
            assertThat(request.get("headers").toString()).contains("X-Key={{secret:crm-key}}");
            assertThat(((List<?>) run.get("before"))).hasSize(3);
            assertThat(run.get("notCalled").toString())
                    .contains("endpoint=http://127.0.0.1:" + third.port() + "/seen")
                    .contains("X-Token={{secret:door}}");
            assertThat(run.toString()).doesNotContain("the-text-of");
            assertThat(third.requests).isEmpty();
            assertThat(server.rows("SELECT count(*) FROM event")).containsExactly("0");

            assertThat(dryRun(server, "plain", event).get("detail"))
                    .isEqualTo(
                            "no outflow connector plain runs here; GET /api/connectors lists all");
        }
    }

    @Test
    void theConnectorGoesOnAsBefore() throws Exception {
        try (ThirdParty third = new ThirdParty();
                RunningServer server =
                        new RunningServer(
                                temp,
                                CONNECTOR.replace("PORT", Integer.toString(third.port())),
                                Map.of())) {
            secrets(server);
            String event = RunningServer.event("1", "Register", "{\"ok\":true,\"name\":\"ada\"}");
            String skipped = RunningServer.event("2", "Register", "{\"ok\":false}");
            assertThat(dryRun(server, "contacts", skipped).get("outcome")).isEqualTo("skipped");
            assertThat(dryRun(server, "contacts", event).get("outcome")).isEqualTo("request");
            assertThat(server.post(event).status()).isEqualTo(202);
            await().until(() -> third.requests.stream().anyMatch(r -> r.contains("ADA 5")));
            assertThat(third.requests.toString()).contains("the-text-of-key");
        }
    }

    @Test
    void aScriptOfItsFolderRunsThoughTheFileIsGone() throws Exception {
        Files.createDirectories(temp.resolve("routes"));
        Path script = temp.resolve("routes/b.js");
        Files.writeString(script, "function b(event) { event.data.name += '!'; return event; }");
        String yaml =
                """
                - outflow:
                    id: scripted
                    on: Register
                    before: [{ script: b.js }]
                    mapping: { name: $.data.name, gone: $.data.none }
                    to: { uri: "https://crm.example/{name}" }
                """;
        try (RunningServer server = new RunningServer(temp, yaml, Map.of())) {
            Files.delete(script);
            Map<?, ?> run =
                    dryRun(
                            server,
                            "scripted",
                            RunningServer.event("1", "Login", "{\"name\":\"ada\"}"));
            assertThat(run.get("triggered")).isEqualTo(false);
            assertThat(run.get("before").toString()).contains("name=b.js").contains("ada!");
            assertThat(((Map<?, ?>) run.get("request")).get("url"))
                    .isEqualTo("https://crm.example/ada%21");
            assertThat(run.get("mapping").toString())
                    .contains("target=gone, source=$.data.none, converters=[], defaulted=false}");
        }
    }
}
