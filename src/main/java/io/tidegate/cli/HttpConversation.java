package io.tidegate.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** With the running server. */
final class HttpConversation extends Conversation {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofMinutes(1);

    /** A backup of a large journal takes its time. */
    private static final Duration CHANGE = Duration.ofHours(1);

    private final HttpClient client;
    private final Where where;
    private String token = "";

    HttpConversation(Where where) {
        this.where = where;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT);
        Path certificate = where.certificate();
        this.client =
                certificate == null
                        ? builder.build()
                        : builder.sslContext(KnownCertificate.only(certificate)).build();
    }

    /** False if nothing listens there. Finds the token that is not refused. */
    boolean isAnswered() {
        try {
            HttpResponse<byte[]> first = send("GET", "/api/openapi.json", new byte[0]);
            for (int i = 0; refused(first) && i < where.tokens().size(); i++) {
                token = where.tokens().get(i);
                first = send("GET", "/api/openapi.json", new byte[0]);
            }
            checked(first);
            return true;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw silent(e);
        }
    }

    @Override
    Said ask(String method, String uri, byte[] body) {
        try {
            HttpResponse<byte[]> response = checked(send(method, uri, body));
            return new Said(response.statusCode(), response.body());
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private Refused silent(IOException e) {
        return Refused.no("the server at " + where + " does not answer: " + e.getMessage());
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        if (!type.startsWith("application/json") && !type.startsWith("application/problem+json")) {
            throw Refused.no(
                    "what answers at "
                            + where
                            + " is not Tidegate ("
                            + response.statusCode()
                            + ", "
                            + type
                            + "): set TIDEGATE_HOST and TIDEGATE_PORT");
        }
        if (refused(response)) {
            throw Refused.no(
                    "the server at "
                            + where
                            + " wants another admin token: set TIDEGATE_ADMIN_TOKEN, or TIDEGATE_DATA_DIR"
                            + " to the folder that holds its admin.token");
        }
        return response;
    }

    private static boolean refused(HttpResponse<byte[]> response) {
        return response.statusCode() == 401 || response.statusCode() == 403;
    }

    private HttpResponse<byte[]> send(String method, String uri, byte[] body) throws IOException {
        boolean empty = body.length == 0;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(where.origin() + uri))
                        .timeout(method.equals("GET") ? READ : CHANGE)
                        .method(
                                method,
                                empty ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!empty) {
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
