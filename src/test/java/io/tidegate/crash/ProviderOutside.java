package io.tidegate.crash;

import io.tidegate.sandbox.identity.Credentials;
import io.tidegate.sandbox.identity.Limits;
import io.tidegate.sandbox.identity.SandboxIdentity;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** An identity provider that goes on when the process under test is killed. */
final class ProviderOutside implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<URI> webhooks =
            new AtomicReference<>(URI.create("http://127.0.0.1:9/"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final SandboxIdentity provider;
    private final String address;

    private ProviderOutside(SandboxIdentity provider) {
        this.provider = provider;
        Router router = Router.router(vertx);
        provider.mount(router, "/lr");
        int port =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort();
        address = "http://127.0.0.1:" + port + "/lr";
        provider.sendWebhooksTo(webhooks::get, vertx);
    }

    static ProviderOutside open(Path folder, Limits limits) {
        return new ProviderOutside(
                SandboxIdentity.open(
                        folder.resolve("accounts.db"),
                        Clock.systemUTC(),
                        new Credentials("the-key", "the-secret"),
                        limits));
    }

    void sendWebhooksTo(URI address) {
        webhooks.set(address);
    }

    /** For the JVM of a Tidegate that works with it. */
    String[] options(String... more) {
        List<String> own =
                List.of(
                        "-Dtidegate.identity-url=" + address,
                        "-Dtidegate.identity-key=the-key",
                        "-Dtidegate.identity-secret=the-secret");
        return Stream.concat(own.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** Adds an account of which no webhook tells. */
    void add(String name) throws Exception {
        String profile =
                "{\"FirstName\":\"%s\",\"Password\":\"Secret-1234\",\"Email\":[{\"Type\":\"Primary\",\"Value\":\"%s@mail.example\"}]}";
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        address
                                                + "/identity/v2/manage/account?apikey=the-key&apisecret=the-secret"))
                        .header("Content-Type", "application/json")
                        .header("X-PreventWebhook", "true")
                        .POST(HttpRequest.BodyPublishers.ofString(profile.formatted(name, name)))
                        .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("adding " + name + " was answered " + status);
        }
    }

    /** All that there are, as JSON. */
    String accounts() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/accounts.json")).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        provider.stopWebhooks();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        provider.close();
    }
}
