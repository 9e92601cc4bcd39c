package io.tidegate.cli;

import io.tidegate.config.Settings;
import io.tidegate.config.Tokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** With the running server. */
final class HttpConversation extends Conversation {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A backup of a large journal takes its time. */
    private static final Duration CHANGED = Duration.ofHours(1);

    private static final Duration READ = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final String where;
    private final @Nullable String token;
    private final String tokenHint;

    HttpConversation(Settings settings) {
        String host =
                switch (settings.host()) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::", "[::]" -> "[::1]";
                    default -> settings.host();
                };
        boolean bare = host.contains(":") && !host.startsWith("[");
        this.where = "http://" + (bare ? "[" + host + "]" : host) + ":" + settings.port();
        this.token = Tokens.admin(settings);
        this.tokenHint =
                "set TIDEGATE_ADMIN_TOKEN, or TIDEGATE_DATA_DIR to the folder whose admin.token is the server's (looked in "
                        + settings.dataDir()
                        + ")";
    }

    String where() {
        return where;
    }

    /**
     * @throws ConnectException if nothing listens there
     */
    void greet() throws ConnectException {
        try {
            checked(send("GET", "/api/triggers", new byte[0]));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new ConnectException(e.getMessage());
        } catch (IOException e) {
            throw new Refused(0, "the server at " + where + " does not answer: " + e.getMessage());
        }
    }

    @Override
    Said ask(String method, String uri, byte[] body) {
        try {
            HttpResponse<byte[]> response = checked(send(method, uri, body));
            return new Said(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new Refused(0, "the server at " + where + " does not answer: " + e.getMessage());
        }
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        if (response.statusCode() == 401) {
            throw new Refused(
                    401, "the server at " + where + " refuses the admin token: " + tokenHint);
        }
        if (!type.startsWith("application/json") && !type.startsWith("application/problem+json")) {
            throw new Refused(
                    0,
                    "what answers at "
                            + where
                            + " is not Tidegate ("
                            + response.statusCode()
                            + ", "
                            + type
                            + "): set TIDEGATE_HOST and TIDEGATE_PORT");
        }
        return response;
    }

    private HttpResponse<byte[]> send(String method, String uri, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(where + uri))
                        .timeout(method.equals("GET") ? READ : CHANGED)
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {}
}
