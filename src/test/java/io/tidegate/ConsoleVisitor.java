package io.tidegate;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does for somebody at the console: it keeps the cookie and sends the header. */
final class ConsoleVisitor {
    private static final Pattern SETUP = Pattern.compile("(http://\\S+/console/#/setup/(\\S+))");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();
    String cookie;
    List<String> setCookies = new ArrayList<>();

    ConsoleVisitor(int port) {
        this.port = port;
        headers.put("X-Tidegate", "console");
    }

    /** Sent with every request from now on; null takes it away. */
    ConsoleVisitor with(String header, String value) {
        headers.remove(header);
        if (value != null) {
            headers.put(header, value);
        }
        return this;
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        setCookies = response.headers().allValues("set-cookie");
        for (String line : setCookies) {
            String pair = line.substring(0, line.indexOf(';'));
            cookie = pair.endsWith("=") ? null : pair;
        }
        return response;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, null);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    HttpResponse<String> signIn(String name, String password) throws Exception {
        return post("/console/session", credentials(name, password));
    }

    static String credentials(String name, String password) {
        return Json.text(Map.of("name", name, "password", password));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(HttpResponse<String> response) {
        try {
            return (Map<String, Object>)
                    Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new AssertionError(response.body(), e);
        }
    }

    static String detail(HttpResponse<String> response) {
        return String.valueOf(json(response).get("detail"));
    }

    /** Runs it, and gives what it printed. */
    static String printed(Callable<?> work) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            work.call();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The token of the link that a first start printed. */
    static String setupToken(String printed) throws IOException {
        Matcher matcher = SETUP.matcher(printed);
        if (!matcher.find()) {
            throw new IOException("no link to set up in: " + printed);
        }
        return matcher.group(2);
    }
}
