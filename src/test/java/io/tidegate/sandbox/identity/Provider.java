package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The identity provider on a free port, with a receiver of its webhooks beside it. */
final class Provider implements AutoCloseable {
    static final Credentials CREDENTIALS = new Credentials("the-key", "the-secret");
    static final String PREFIX = "/sandbox/loginradius";
    private static final Limits WIDE = new Limits(100_000, 100_000);

    /** What the receiver got. */
    record Hook(@Nullable String signature, byte[] raw, Map<String, Object> body) {
        String name() {
            return String.valueOf(body.get("HookName"));
        }

        Map<String, Object> data() {
            return Provider.map(body.get("Data"));
        }
    }

    /** An answer. */
    record Answer(int status, Map<String, Object> body) {
        Object code() {
            return body.get("ErrorCode");
        }

        String uid() {
            return String.valueOf(body.get("Uid"));
        }
    }

    final List<Hook> hooks = Collections.synchronizedList(new ArrayList<>());
    volatile IntSupplier hookStatus = () -> 204;

    private final Vertx vertx = Vertx.vertx();
    private final SandboxIdentity identity;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Provider(Path folder) throws Exception {
        this(folder, Clock.systemUTC(), WIDE, true);
    }

    Provider(Path folder, Clock clock, Limits limits, boolean sending) throws Exception {
        identity = SandboxIdentity.open(folder.resolve("accounts.db"), clock, CREDENTIALS, limits);
        Router router = Router.router(vertx);
        router.post("/hooks").handler(BodyHandler.create(false)).handler(this::receive);
        identity.mount(router, PREFIX);
        server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
        if (sending) {
            identity.sendWebhooksTo(() -> URI.create(origin() + "/hooks"), vertx);
        }
    }

    private void receive(RoutingContext context) {
        int status = hookStatus.getAsInt();
        if (status < 300) {
            byte[] raw = context.body().buffer().getBytes();
            hooks.add(new Hook(context.request().getHeader("signature"), raw, parsed(raw)));
        }
        context.response().setStatusCode(status).end();
    }

    String origin() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    String base() {
        return origin() + PREFIX;
    }

    List<String> hookNames() {
        synchronized (hooks) {
            return hooks.stream().map(Hook::name).toList();
        }
    }

    /** With key and secret in headers, below the management API. */
    Answer call(String method, String path, @Nullable Object body) throws Exception {
        return send(authorized(method, "/identity/v2/manage" + path, body));
    }

    Answer post(String path, Object body) throws Exception {
        return call("POST", path, body);
    }

    Answer put(String path, Object body) throws Exception {
        return call("PUT", path, body);
    }

    Answer get(String path) throws Exception {
        return call("GET", path, null);
    }

    Answer delete(String path, @Nullable Object body) throws Exception {
        return call("DELETE", path, body);
    }

    HttpRequest.Builder authorized(String method, String path, @Nullable Object body) {
        return request(method, path, body)
                .header("X-LoginRadius-ApiKey", CREDENTIALS.key())
                .header("X-LoginRadius-ApiSecret", CREDENTIALS.secret());
    }

    HttpRequest.Builder request(String method, String path, @Nullable Object body) {
        return HttpRequest.newBuilder(URI.create(base() + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(
                                        body instanceof String text
                                                ? text.getBytes(StandardCharsets.UTF_8)
                                                : Json.write(body)));
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), parsed(response.body()));
    }

    HttpResponse<String> page(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(base() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** An account with this address. */
    Answer account(String email, Map<String, ?> more) throws Exception {
        Map<String, Object> body = new java.util.LinkedHashMap<>(more);
        body.put("Email", List.of(Map.of("Type", "Primary", "Value", email)));
        body.put("Password", "s3cret-word");
        return post("/account", body);
    }

    String uid(String email) throws Exception {
        return account(email, Map.of()).uid();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> parsed(byte[] bytes) {
        try {
            return map(Json.parse(bytes));
        } catch (io.tidegate.event.InvalidJson e) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public void close() {
        identity.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
