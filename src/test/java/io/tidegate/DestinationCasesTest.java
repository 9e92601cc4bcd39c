package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.standardwebhooks.Webhook;
import io.tidegate.AnsweringServer.Answer;
import io.tidegate.AnsweringServer.Got;
import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.event.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every folder of {@code destinations/NAME/CASE}: a connector, an event, what the third party
 * answers in turn, and what is expected of it. All of them run in one server, each as a connector
 * of its own.
 */
class DestinationCasesTest {
    private static final Path CASES = Path.of("src/test/resources/destinations");
    private static final Pattern SECRET = Pattern.compile("\\{\\{secret:([a-z0-9-]+)}}");

    @TempDir private static Path folder;
    private static AnsweringServer thirdParties;
    private static RunningServer server;
    private static final List<Case> ALL = new ArrayList<>();

    /** A case on the disk; its id names its connector, its third party and its event's type. */
    private record Case(String id, String destination, Path path) {
        Object json(String file) throws Exception {
            return Json.parse(Files.readAllBytes(path.resolve(file)));
        }

        String name() {
            return destination + "/" + path.getFileName();
        }
    }

    @BeforeAll
    static void startAll() throws Exception {
        thirdParties = new AnsweringServer();
        Set<String> secrets = new TreeSet<>();
        StringBuilder routes = new StringBuilder();
        for (String destination : folders(CASES)) {
            for (String name : folders(CASES.resolve(destination))) {
                Case one =
                        new Case(
                                "case-" + ALL.size(),
                                destination,
                                CASES.resolve(destination).resolve(name));
                ALL.add(one);
                routes.append(connector(one, secrets));
            }
        }
        server =
                new RunningServer(
                        folder, routes.toString(), Map.of("TIDEGATE_RETRY_ATTEMPTS", "5"));
        for (String secret : secrets) {
            server.put("/api/secrets/" + secret, "{\"text\":\"" + text(secret) + "\"}");
        }
    }

    @AfterAll
    static void stopAll() {
        server.close();
        thirdParties.close();
    }

    /** A signing secret is base64. */
    private static String text(String secret) {
        return secret.startsWith("webhook") ? "whsec_" + encoded(secret) : "sandbox-" + secret;
    }

    private static String encoded(String secret) {
        byte[] key = ("24 bytes or more of " + secret).getBytes(StandardCharsets.UTF_8);
        return java.util.Base64.getEncoder().encodeToString(key);
    }

    private static List<String> folders(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static String connector(Case one, Set<String> secrets) throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (Object answer : (List<Object>) one.json("answers.json")) {
            answers.add(answer((Map<String, Object>) answer));
        }
        String url = thirdParties.url(one.id(), answers);
        String yaml =
                Files.readString(one.path().resolve("connector.yaml")).replace("${server}", url);
        SECRET.matcher(yaml).results().forEach(found -> secrets.add(found.group(1)));
        Map<String, Object> written =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("destination", one.destination());
        to.putAll((Map<String, Object>) written.get("to"));
        Destination destination = Destinations.SHIPPED.find(one.destination()).orElseThrow();
        if (destination.parameters().byName().containsKey("baseUrl")) {
            to.put("baseUrl", url);
        }
        Map<String, Object> outflow = new LinkedHashMap<>(written);
        outflow.put("id", one.id());
        outflow.put("on", "com.acme." + one.id());
        outflow.put("to", to);
        if (!"waiting".equals(expected(one).get("end"))) {
            outflow.put("retry", Map.of("attempts", 5, "delay", "20ms"));
        }
        return "- outflow: " + Json.text(outflow) + "\n";
    }

    @SuppressWarnings("unchecked")
    private static Answer answer(Map<String, Object> json) {
        Map<String, String> headers =
                new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        ((Map<String, Object>) json.getOrDefault("headers", Map.of()))
                .forEach((name, value) -> headers.put(name, value.toString()));
        Object body = json.get("body");
        String text = body == null ? "" : body instanceof String is ? is : Json.text(body);
        return new Answer((Integer) json.get("status"), headers, text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> expected(Case one) throws Exception {
        return (Map<String, Object>) one.json("expected.json");
    }

    @TestFactory
    Stream<DynamicTest> everyCaseEndsAsItExpects() {
        return ALL.stream().map(one -> dynamicTest(one.name(), () -> run(one)));
    }

    @SuppressWarnings("unchecked")
    private void run(Case one) throws Exception {
        Map<String, Object> event =
                new LinkedHashMap<>((Map<String, Object>) one.json("event.json"));
        event.put("type", "com.acme." + one.id());
        event.put("source", "/" + one.id());
        assertThat(server.post(Json.text(event)).status()).isEqualTo(202);
        Map<String, Object> expected = expected(one);
        await().untilAsserted(
                        () ->
                                assertThat(delivery(one, "status || ': ' || COALESCE(reason, '')"))
                                        .startsWith(expected.get("end") + ": "));
        List<Map<String, Object>> requests = (List<Map<String, Object>>) expected.get("requests");
        List<Got> got = thirdParties.got(one.id());
        assertThat(got).hasSize(requests.size());
        for (int i = 0; i < got.size(); i++) {
            compare(got.get(i), requests.get(i));
        }
        if (expected.containsKey("recordId")) {
            assertThat(Json.parse(delivery(one, "result").getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Map.of("recordId", expected.get("recordId")));
        }
        if (expected.containsKey("reason")) {
            assertThat(delivery(one, "reason")).contains(expected.get("reason").toString());
        }
        if (expected.containsKey("dueInSeconds")) {
            String due =
                    "due_at - (SELECT max(started_at + duration_ms) FROM attempt a WHERE a.delivery = delivery.id)";
            assertThat(Long.parseLong(delivery(one, due)) / 1000.0)
                    .isBetween(
                            ((Number) expected.get("dueInSeconds")).doubleValue() - 0.1,
                            ((Number) expected.get("dueInSeconds")).doubleValue() + 2.0);
        }
    }

    private static String delivery(Case one, String column) {
        return server.rows(
                        "SELECT " + column + " FROM delivery WHERE connector = '" + one.id() + "'")
                .get(0);
    }

    @SuppressWarnings("unchecked")
    private static void compare(Got got, Map<String, Object> expected) throws Exception {
        assertThat(got.method()).isEqualTo(expected.get("method"));
        assertThat(got.url()).isEqualTo(expected.get("url"));
        ((Map<String, Object>) expected.getOrDefault("headers", Map.of()))
                .forEach((name, value) -> assertThat(got.header(name)).as(name).isEqualTo(value));
        if (expected.containsKey("body")) {
            assertThat(body(got)).isEqualTo(expected.get("body"));
        }
        if (got.header("webhook-signature") != null) {
            checkSignature(got);
        }
    }

    private static Object body(Got got) throws Exception {
        if (!String.valueOf(got.header("content-type"))
                .startsWith("application/x-www-form-urlencoded")) {
            return got.body().length == 0 ? null : Json.parse(got.body());
        }
        Map<String, Object> form = new LinkedHashMap<>();
        for (String field : got.text().split("&")) {
            String[] pair = field.split("=", 2);
            form.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void checkSignature(Got got) throws Exception {
        assertThat(got.header("webhook-id")).isEqualTo(got.header("idempotency-key"));
        String[] signatures = got.header("webhook-signature").split(" ");
        List<String> secrets = List.of("webhook", "webhook-old");
        for (int i = 0; i < signatures.length; i++) {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            headers.put("webhook-id", List.of(got.header("webhook-id")));
            headers.put("webhook-timestamp", List.of(got.header("webhook-timestamp")));
            headers.put("webhook-signature", List.of(signatures[i]));
            new Webhook(text(secrets.get(i))).verify(got.text(), headers);
        }
    }

    @Test
    void everyShippedDestinationHasItsFactsAndThreeCases() throws IOException {
        Path files = Path.of("src/main/resources/io/tidegate/destination");
        try (Stream<Path> listed = Files.list(files)) {
            assertThat(
                            listed.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml"))
                                    .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Destinations.shipped());
        }
        assertThat(Destinations.shipped()).hasSizeGreaterThanOrEqualTo(12);
        for (Destination one : Destinations.SHIPPED.all()) {
            String text = Files.readString(files.resolve(one.name() + ".yaml"));
            assertThat(text).as(one.name()).startsWith("# Where the facts are from");
            assertThat(one.about().title()).isNotBlank();
            assertThat(one.about().description()).isNotBlank();
            assertThat(one.about().group()).isNotBlank();
            assertThat(one.about().documentation()).startsWith("https://");
            assertThat(folders(CASES.resolve(one.name())))
                    .as(one.name())
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }
}
