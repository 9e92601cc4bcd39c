package io.tidegate.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Users in memory; filters and patches are carried out by UnboundID's SCIM library. */
final class ScimServer implements AutoCloseable {
    static final String TOKEN = "the-token";

    final Map<String, ObjectNode> users = Collections.synchronizedMap(new TreeMap<>());
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Whether a PATCH is answered with the user, which is a server's choice. */
    volatile boolean answersPatch = true;

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final HttpServer server;

    ScimServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/scim/v2/Users", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/scim/v2");
    }

    String password(String id) {
        return passwords.get(id);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            bodies.add(body);
            try {
                answer(exchange, body);
            } catch (ScimException e) {
                send(
                        exchange,
                        e.getScimError().getStatus(),
                        JsonUtils.valueToNode(e.getScimError()));
            }
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException, ScimException {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, error(401, null, "who are you?"));
            return;
        }
        String path = exchange.getRequestURI().getPath().substring("/scim/v2/Users".length());
        String id = path.isEmpty() ? "" : path.substring(1);
        if (!id.isEmpty() && !users.containsKey(id)) {
            send(exchange, 404, error(404, null, "there is no user " + id));
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "POST" -> create(exchange, body);
            case "GET" -> read(exchange, id);
            case "PATCH" -> patch(exchange, id, body);
            case "DELETE" -> {
                users.remove(id);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> send(exchange, 405, error(405, null, "no"));
        }
    }

    private void create(HttpExchange exchange, String body) throws IOException {
        ObjectNode user = (ObjectNode) JsonUtils.getObjectReader().readTree(body);
        for (ObjectNode other : users.values()) {
            if (other.path("userName").asText().equalsIgnoreCase(user.path("userName").asText())) {
                send(exchange, 409, error(409, "uniqueness", "the userName is taken"));
                return;
            }
        }
        String id = "s" + ids.incrementAndGet();
        user.put("id", id);
        if (!user.has("active")) {
            user.put("active", true);
        }
        keep(id, user);
        send(exchange, 201, user);
    }

    private void keep(String id, ObjectNode user) {
        JsonNode password = user.remove("password");
        if (password != null) {
            passwords.put(id, password.asText());
        }
        users.put(id, user);
    }

    private void read(HttpExchange exchange, String id) throws IOException, ScimException {
        if (!id.isEmpty()) {
            send(exchange, 200, users.get(id));
            return;
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode user : users.values()) {
            String filter = query.get("filter");
            if (filter == null || FilterEvaluator.evaluate(Filter.fromString(filter), user)) {
                found.add(user);
            }
        }
        int start = Integer.parseInt(query.getOrDefault("startIndex", "1")) - 1;
        int count = Integer.parseInt(query.getOrDefault("count", "100"));
        ObjectNode list = JsonUtils.getJsonNodeFactory().objectNode();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        list.put("totalResults", found.size());
        var resources = list.putArray("Resources");
        found.stream().skip(start).limit(count).forEach(resources::add);
        send(exchange, 200, list);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int is = pair.indexOf('=');
            query.put(
                    pair.substring(0, is),
                    URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private void patch(HttpExchange exchange, String id, String body)
            throws IOException, ScimException {
        PatchRequest patch =
                JsonUtils.getObjectReader().forType(PatchRequest.class).readValue(body);
        GenericScimResource user = new GenericScimResource(users.get(id).deepCopy());
        patch.apply(user);
        keep(id, user.getObjectNode());
        if (answersPatch) {
            send(exchange, 200, users.get(id));
        } else {
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static ObjectNode error(int status, String type, String detail) {
        ObjectNode error = JsonUtils.getJsonNodeFactory().objectNode();
        error.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        error.put("status", String.valueOf(status));
        if (type != null) {
            error.put("scimType", type);
        }
        error.put("detail", detail);
        return error;
    }

    private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
