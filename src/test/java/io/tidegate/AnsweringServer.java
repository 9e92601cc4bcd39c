package io.tidegate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Third parties by the first segment of the path: each answers in turn what it was told to, and
 * keeps what it got; for tests of every package.
 */
public final class AnsweringServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();

    /** A request as it came. */
    public record Got(String method, String url, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** An answer to give. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    private static final class Desk {
        final List<Got> got = new ArrayList<>();
        final List<Answer> answers;

        Desk(List<Answer> answers) {
            this.answers = answers;
        }

        synchronized Answer take(Got request) {
            got.add(request);
            return got.size() > answers.size()
                    ? Answer.of(599, "{\"test\":\"no answer is left\"}")
                    : answers.get(got.size() - 1);
        }

        synchronized List<Got> all() {
            return List.copyOf(got);
        }
    }

    public AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::serve);
        server.start();
    }

    /** The base URL of a third party that gives these answers. */
    public String url(String name, List<Answer> answers) {
        desks.put(name, new Desk(answers));
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    public List<Got> got(String name) {
        return desks.get(name).all();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().toString().split("/", 3);
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach(
                            (name, values) ->
                                    headers.put(
                                            name.toLowerCase(Locale.ROOT),
                                            String.join(", ", values)));
            Got got =
                    new Got(
                            exchange.getRequestMethod(),
                            "/" + (path.length > 2 ? path[2] : ""),
                            headers,
                            exchange.getRequestBody().readAllBytes());
            Answer answer = desks.get(path[1]).take(got);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
