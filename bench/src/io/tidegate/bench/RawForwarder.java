package io.tidegate.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * The upper bound: the same work by hand on Vert.x, nothing stored, one event loop a core. It
 * answers once the receiver has, which is its bound on what is in flight.
 */
public final class RawForwarder extends AbstractVerticle {
    private static final int POOL_PER_LOOP = 128;

    private final int port;
    private final int target;
    private HttpClient client;

    private RawForwarder(int port, int target) {
        this.port = port;
        this.target = target;
    }

    static String settings() {
        return Runtime.getRuntime().availableProcessors()
                + " event loops, "
                + POOL_PER_LOOP
                + " connections out per loop, 202 after the receiver's 200";
    }

    public static void main(String[] args) {
        Parent.endWithIt();
        int port = Integer.parseInt(args[0]);
        int target = Integer.parseInt(args[1]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(
                        () -> new RawForwarder(port, target),
                        new DeploymentOptions().setInstances(loops))
                .onFailure(RawForwarder::end);
    }

    private static void end(Throwable cause) {
        cause.printStackTrace();
        System.exit(1);
    }

    @Override
    public void start(Promise<Void> started) {
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultHost("127.0.0.1")
                                .setDefaultPort(target)
                                .setMaxPoolSize(POOL_PER_LOOP)
                                .setMaxWaitQueueSize(-1));
        vertx.createHttpServer()
                .requestHandler(this::accept)
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void accept(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            request.response().end();
            return;
        }
        request.body()
                .map(Buffer::toJsonObject)
                .onSuccess(event -> rule(request, event))
                .onFailure(e -> answer(request, 400));
    }

    private void rule(HttpServerRequest request, JsonObject event) {
        JsonObject data = event.getJsonObject("data");
        if (!data.getBoolean("EmailVerified", false)) {
            answer(request, 202);
            return;
        }
        client.request(HttpMethod.POST, "/contacts")
                .compose(out -> send(out, mapped(event, data)))
                .onSuccess(status -> answer(request, status / 100 == 2 ? 202 : 502))
                .onFailure(e -> answer(request, 502));
    }

    private static Future<Integer> send(HttpClientRequest out, Buffer body) {
        return out.putHeader("content-type", "application/json")
                .send(body)
                .compose(response -> response.body().map(ignored -> response.statusCode()));
    }

    private static Buffer mapped(JsonObject event, JsonObject data) {
        return new JsonObject()
                .put("email", data.getJsonArray("Email").getJsonObject(0).getString("Value"))
                .put(
                        "properties",
                        new JsonObject()
                                .put("firstname", data.getString("FirstName"))
                                .put("event", event.getString("id")))
                .toBuffer();
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
