package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.api.DeclaredShapes;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The management API of a running server, as the console uses it.
 *
 * @param token of who asks
 */
record ConsoleApi(int port, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Map<Integer, DeclaredShapes> SHAPES = new ConcurrentHashMap<>();

    ConsoleApi(int port) {
        this(port, "right-admin-token");
    }

    /** The same for somebody of another role. */
    ConsoleApi as(String role) throws Exception {
        Object body = json("name", role + "-" + System.nanoTime(), "role", role);
        return new ConsoleApi(port, post("/api/tokens", body).is(201).at("token"));
    }

    record Got(int status, String body, @Nullable String tag) {
        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            try {
                return (Map<String, Object>) Json.parse(body.getBytes(UTF_8));
            } catch (InvalidJson e) {
                throw new AssertionError(body, e);
            }
        }

        Got is(int wanted) {
            assertThat(status).as(body).isEqualTo(wanted);
            return this;
        }

        String at(String key) {
            return String.valueOf(json().get(key));
        }
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    Got get(String path) throws Exception {
        return send("GET", path, null, null);
    }

    Got post(String path, Object body) throws Exception {
        return send("POST", path, body, null);
    }

    Got send(String method, String path, @Nullable Object body, @Nullable String ifMatch)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(Json.write(body)));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        checkShapes(method, path, body, answer);
        return new Got(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("ETag").orElse(null));
    }

    /** Each request and answer is as the server's own OpenAPI document says. */
    private void checkShapes(
            String method, String path, @Nullable Object sent, HttpResponse<String> answer)
            throws Exception {
        DeclaredShapes shapes = SHAPES.get(port);
        if (shapes == null) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/api/openapi.json"))
                            .header("Authorization", "Bearer " + token)
                            .build();
            shapes = new DeclaredShapes(CLIENT.send(request, BodyHandlers.ofByteArray()).body());
            SHAPES.put(port, shapes);
        }
        String operation = shapes.operation(method, path);
        if (operation == null) {
            return;
        }
        assertThat(shapes.ofAnswer(operation, answer.statusCode(), answer.body())).isEmpty();
        if (answer.statusCode() < 400) {
            String body = sent == null ? null : new String(Json.write(sent), UTF_8);
            assertThat(shapes.ofRequest(operation, body)).isEmpty();
        }
    }

    /** A JSON object; keys and values in turn. */
    static Map<String, Object> json(Object... all) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < all.length; i += 2) {
            json.put((String) all[i], all[i + 1]);
        }
        return json;
    }
}
