package io.tidegate.console;

import io.tidegate.Server;
import io.tidegate.config.Settings;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole Tidegate for the console's tests, asked with the administrator's token. */
final class ConsoleServer implements AutoCloseable {
    static final String ADMIN = "admin-token-of-the-console-tests";
    static final String PRODUCER = "producer-token-of-the-console-tests";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server;
    private final String printed;

    ConsoleServer(Path folder, String yaml, Map<String, String> more) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("test.camel.yaml"), yaml);
        Map<String, String> all = new HashMap<>();
        all.put("TIDEGATE_PORT", "0");
        all.put("TIDEGATE_DATA_DIR", folder.resolve("data").toString());
        all.put("TIDEGATE_ROUTES_DIR", routes.toString());
        all.put("TIDEGATE_PRODUCER_TOKEN", PRODUCER);
        all.put("TIDEGATE_ADMIN_TOKEN", ADMIN);
        all.put("TIDEGATE_ALLOW_PRIVATE_TARGETS", "true");
        all.put("TIDEGATE_RETRY_ATTEMPTS", "0");
        all.putAll(more);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            server = Server.start(new Settings(all));
        } finally {
            System.setOut(out);
        }
        printed = said.toString(StandardCharsets.UTF_8);
    }

    /** The place in the console of the link that a first start prints. */
    String setupLink() {
        return printed.lines()
                .filter(line -> line.contains("#/setup/"))
                .map(line -> line.substring(line.indexOf("#/setup/")).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(printed));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Asks as the administrator; anything but 2xx fails the test. A body of null is none. */
    Object api(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body, ADMIN, "application/json");
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? Map.of() : parsed(answer.body());
    }

    private static Object parsed(String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new AssertionError(json, e);
        }
    }

    /** The token of an invitation's link, for somebody new. */
    String invite(String name, String role) {
        Map<?, ?> person =
                (Map<?, ?>)
                        api("POST", "/api/people", Json.text(Map.of("name", name, "role", role)));
        String link = String.valueOf(person.get("invitation"));
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /** Takes an event in; {@code data} is JSON. */
    void event(String id, String type, String subject, String data) {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"%s\",\"subject\":%s,\"data\":%s}"
                        .formatted(id, type, Json.text(subject), data);
        HttpResponse<String> answer =
                send("POST", "/events", event, PRODUCER, "application/cloudevents+json");
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.body());
        }
    }

    HttpResponse<String> send(String method, String path, String body, String token, String type) {
        return send(method, path, body, token, type, Map.of());
    }

    HttpResponse<String> send(
            String method,
            String path,
            String body,
            String token,
            String type,
            Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", type);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
