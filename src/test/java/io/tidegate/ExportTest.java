package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.event.Json;
import io.tidegate.intake.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is exported is the connector: Camel loads it, and it sends the same requests. */
class ExportTest {
    private static final Path WRITTEN = Path.of("src/test/resources/io/tidegate/export");
    private static final String NOTHING = "# the connectors are in other files\n";
    private static final String GOOD =
            """
            {"EmailVerified":true,"Email":[{"Type":"Primary","Value":" Ada@Mail.Example "}],"Uid":"u-1 &2"}
            """;
    private static final List<String> EVENTS =
            List.of(
                    GOOD,
                    GOOD.replace("true", "false"),
                    GOOD.replace("Primary", "Other"),
                    GOOD.replace("u-1 &2", ""));

    @TempDir private Path folder;
    private ThirdParty third;
    private int events;

    @BeforeEach
    void open() throws IOException {
        third = new ThirdParty();
    }

    @AfterEach
    void close() throws IOException {
        third.close();
    }

    /** The connector with all that it names, in a folder of its own. */
    private Path write(Path routes, String file) throws IOException {
        for (String beside :
                List.of("hooks/shout.js", "hooks/remember.js", "tables/countries.csv")) {
            Files.createDirectories(routes.resolve(beside).getParent());
            Files.copy(WRITTEN.resolve(beside), routes.resolve(beside));
        }
        String text = Files.readString(WRITTEN.resolve(file));
        return Files.writeString(
                routes.resolve(file), text.replace("PORT", Integer.toString(third.port())));
    }

    private String export(Path routes, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(args));
        Map<String, String> environment =
                Map.of("TIDEGATE_ROUTES_DIR", routes.toString(), "TIDEGATE_RETRY_ATTEMPTS", "0");
        int status =
                new Cli(
                                new CommandInstallation(
                                        environment, new Properties(), sandbox -> 0),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8))
                        .execute(all.toArray(String[]::new));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private RunningServer server(String name) throws Exception {
        RunningServer server = new RunningServer(folder.resolve(name), NOTHING, Map.of());
        set(server, "crm-token", "the-token");
        set(server, "crm-key", "the&key");
        return server;
    }

    private static void set(RunningServer server, String secret, String text) throws IOException {
        String body = "{\"text\":\"" + text + "\"}";
        assertThat(
                        Wire.once(
                                        server.port(),
                                        "PUT /api/secrets/"
                                                + secret
                                                + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer right-admin-token\r\n"
                                                + "Content-Type: application/json\r\nContent-Length: "
                                                + body.length()
                                                + "\r\n\r\n"
                                                + body)
                                .status())
                .isEqualTo(200);
    }

    /** What came of an event: all that went out, and its row. */
    private record Outcome(List<String> requests, Map<String, Object> row, Object failed) {}

    private List<Outcome> outcomes(RunningServer server) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (String data : EVENTS) {
            outcomes.add(outcome(server, data));
        }
        return outcomes;
    }

    private Outcome outcome(RunningServer server, String data) throws Exception {
        third.requests.clear();
        String id = "event-" + ++events;
        server.post(RunningServer.event(id, "Register", data));
        await().until(() -> isOver(server, id));
        Map<String, Object> row = new LinkedHashMap<>(row(server, id));
        for (String own : List.of("id", "event", "createdAt", "finishedAt", "dueAt")) {
            row.remove(own);
        }
        Object failed =
                items(server, "/api/failed-queries").stream()
                        .filter(query -> id.equals(((Map<?, ?>) query).get("eventId")))
                        .findFirst()
                        .orElse(null);
        return new Outcome(
                third.requests.stream().map(ExportTest::withoutKey).toList(),
                row,
                failed == null ? null : kept((Map<?, ?>) failed));
    }

    private static Map<String, Object> kept(Map<?, ?> failed) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String key :
                List.of("stage", "method", "url", "responseStatus", "error", "attempts")) {
            kept.put(key, failed.get(key));
        }
        return kept;
    }

    private static String withoutKey(String request) {
        return request.replaceAll("(?im)^(idempotency-key|user-agent):.*\\R", "");
    }

    private boolean isOver(RunningServer server, String id) throws Exception {
        Map<String, Object> row = row(server, id);
        return List.of("delivered", "skipped", "failed").contains(row.get("status"))
                && !"due".equals(row.get("after"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(RunningServer server, String id) throws Exception {
        return items(server, "/api/deliveries?limit=200&event=" + id).stream()
                .map(item -> (Map<String, Object>) item)
                .findFirst()
                .orElse(Map.of());
    }

    private static List<?> items(RunningServer server, String path) throws Exception {
        String body = server.get(path).body();
        assertThat(body).startsWith("{\"items\":");
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        return (List<?>) Objects.requireNonNull(((Map<?, ?>) Json.parse(json)).get("items"));
    }

    /** By Camel's own loader, which knows no outflow. */
    private static void load(CamelContext context, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("exported.camel.yaml", yaml));
    }

    private static void remove(CamelContext context, String route) throws Exception {
        context.getRouteController().stopRoute(route);
        context.removeRoute(route);
    }

    @Test
    void camelRunsTheExportedRouteAsTheConnectorRuns() throws Exception {
        Path routes = folder.resolve("ours/routes");
        write(routes, "whole.camel.yaml");
        List<Outcome> ours;
        try (RunningServer server = server("ours")) {
            ours = outcomes(server);
        }
        assertThat(ours.get(0).requests()).hasSize(2);
        assertThat(ours.get(0).requests().get(0))
                .startsWith(
                        "PUT /v1/contacts/ada%40mail.example?uid=u-1%20%262&x=a%20b&key=the%26key HTTP/1.1")
                .contains("X-Odd: 100%, a&b=c (d)&e + #f; 'g' \"h\" $i\r\n", "X-Plain: RAW(no)\r\n")
                .contains("uthorization: Bearer the-token\r\n")
                .contains("\"name\":\" ADA@MAIL.EXAMPLE \"", "\"via\":\"/test\"")
                .contains(
                        "\"odd\":\"{{no property}} 'single' \\\"double\\\" #no comment: really\"");
        assertThat(ours.get(0).row().get("result").toString()).contains("{{secret:crm-key}}");
        assertThat(ours)
                .extracting(o -> o.row().get("status"))
                .containsExactly("delivered", "skipped", "skipped", "failed");

        try (RunningServer server = server("native")) {
            load(server.camel(), export(routes, "whole"));

            assertThat(outcomes(server)).isEqualTo(ours);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "nothing-mapped", "events", "destination"})
    void soItIsWithoutAMappingAndWithOtherTargets(String connector) throws Exception {
        Path routes = folder.resolve("ours/routes");
        write(routes, connector + ".camel.yaml");
        String body = "{\"results\":[{\"id\":\"7\"}]}";
        third.says("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        List<Outcome> ours;
        try (RunningServer server = server("ours")) {
            ours = outcomes(server);
        }
        assertThat(ours.get(0).row().get("status")).isEqualTo("delivered");

        try (RunningServer server = server("native")) {
            load(server.camel(), export(routes, connector));

            assertThat(outcomes(server)).isEqualTo(ours);
        }
    }

    @Test
    void withoutItsErrorHandlerItIsRepeatedAsTheSettingsSay() throws Exception {
        Path routes = folder.resolve("ours/routes");
        write(routes, "whole.camel.yaml");
        Object route = read(export(routes, "whole"));
        ((Map<?, ?>) ((Map<?, ?>) ((List<?>) route).get(0)).get("route")).remove("errorHandler");
        try (RunningServer server = server("native")) {
            load(server.camel(), write(route));

            assertThat(answering(server, 503, 200).row().get("status")).isEqualTo("failed");
        }
    }

    @Test
    void itIsRepeatedAndGivenUpAsTheConnectorIs() throws Exception {
        Path routes = folder.resolve("ours/routes");
        write(routes, "whole.camel.yaml");
        List<Outcome> ours = new ArrayList<>();
        try (RunningServer server = server("ours")) {
            ours.add(answering(server, 503, 200));
            ours.add(answering(server, 503, 503, 503, 200));
            ours.add(answering(server, 422, 200));
        }
        assertThat(ours)
                .extracting(o -> o.row().get("status"))
                .containsExactly("delivered", "failed", "failed");
        assertThat(ours).extracting(o -> o.requests().size()).containsExactly(3, 3, 1);

        try (RunningServer server = server("native")) {
            load(server.camel(), export(routes, "whole"));

            assertThat(answering(server, 503, 200)).isEqualTo(ours.get(0));
            assertThat(answering(server, 503, 503, 503, 200)).isEqualTo(ours.get(1));
            assertThat(answering(server, 422, 200)).isEqualTo(ours.get(2));
        }
    }

    private Outcome answering(RunningServer server, int... statuses) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        third.behave(
                out ->
                        answer(
                                out,
                                statuses[Math.min(asked.getAndIncrement(), statuses.length - 1)]));
        try {
            return outcome(server, GOOD);
        } finally {
            third.behave(ThirdParty.FINE);
        }
    }

    private static void answer(OutputStream out, int status) throws IOException {
        out.write(ThirdParty.ascii("HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n\r\n"));
    }

    @Test
    void withoutAnyOfItsStepsItDoesSomethingElse() throws Exception {
        Path routes = folder.resolve("ours/routes");
        write(routes, "whole.camel.yaml");
        String text = export(routes, "whole");
        List<String> steps = new ArrayList<>();
        ids(read(text), steps);
        assertThat(steps)
                .containsExactly(
                        "whole/rule-1",
                        "whole/rule-2",
                        "whole/before-1/hook",
                        "whole/before-2/hook",
                        "whole/before-3",
                        "whole/mapping",
                        "whole/to",
                        "whole/request",
                        "whole/after-1/hook",
                        "whole/after-2/hook",
                        "whole/after-3");
        try (RunningServer server = server("native")) {
            load(server.camel(), text);
            List<Outcome> all = outcomes(server);
            for (String step : steps) {
                remove(server.camel(), "whole");
                load(server.camel(), write(without(read(text), step)));
                assertThat(outcomes(server)).as("without %s", step).isNotEqualTo(all);
            }
        }
    }

    private static Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static String write(Object yaml) {
        return new Dump(DumpSettings.builder().build()).dumpToString(yaml);
    }

    /** Of each step of ours; a hook's own Camel step stands within it. */
    private static void ids(Object node, List<String> ids) {
        if (node instanceof List<?> list) {
            list.forEach(item -> ids(item, ids));
        } else if (node instanceof Map<?, ?> map) {
            String id = String.valueOf(map.get("id"));
            if (id.startsWith("whole/")) {
                ids.add(id);
            }
            if (!id.endsWith("/hook")) {
                map.values().forEach(value -> ids(value, ids));
            }
        }
    }

    /** The steps within a filter take its place. */
    private static Object without(Object node, String id) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> rest = new LinkedHashMap<>();
            map.forEach((key, value) -> rest.put(key, without(value, id)));
            return rest;
        }
        if (!(node instanceof List<?> list)) {
            return node;
        }
        List<Object> rest = new ArrayList<>();
        for (Object item : list) {
            Map<?, ?> step = item instanceof Map<?, ?> map ? map : Map.of();
            Object body = step.isEmpty() ? null : step.values().iterator().next();
            if (!(body instanceof Map<?, ?> keys) || !id.equals(keys.get("id"))) {
                rest.add(without(item, id));
            } else if (step.containsKey("filter")) {
                rest.addAll((List<?>) keys.get("steps"));
            }
        }
        return rest;
    }
}
