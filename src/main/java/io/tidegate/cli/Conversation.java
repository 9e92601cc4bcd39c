package io.tidegate.cli;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Questions to the management API, wherever it is. */
abstract class Conversation implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    /**
     * @param body JSON; empty: none
     */
    abstract Said ask(String method, String uri, byte[] body);

    @Override
    public abstract void close();

    /** With the server that runs, else with its journal. */
    static Conversation open(Installation installation, Where where) {
        HttpConversation http = new HttpConversation(where);
        return http.isAnswered() ? http : new LocalConversation(installation.open());
    }

    /**
     * @throws Refused with the problem's words unless it is a 2xx
     */
    Node get(String path) {
        return node(ask("GET", path, NOTHING));
    }

    Node post(String path, Map<String, ?> body) {
        return node(ask("POST", path, Json.write(body)));
    }

    Node put(String path, Map<String, ?> body) {
        return node(ask("PUT", path, Json.write(body)));
    }

    Node delete(String path) {
        return node(ask("DELETE", path, NOTHING));
    }

    /** What was said, whatever its status. */
    static Node read(Said said) {
        try {
            return new Node(Json.parse(said.json()));
        } catch (InvalidJson e) {
            throw Refused.no("the answer is not JSON: " + e.getMessage());
        }
    }

    private static Node node(Said said) {
        Node json = read(said);
        if (said.status() >= 300) {
            throw Refused.of(said.status(), json.text("detail"));
        }
        return json;
    }

    /** A path with one more segment, whatever that is made of. */
    static String path(String base, String segment) {
        String encoded = encode(segment);
        return base
                + "/"
                + (encoded.replace(".", "").isEmpty() ? encoded.replace(".", "%2E") : encoded);
    }

    static String query(Map<String, @Nullable String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach(
                (name, value) -> {
                    if (value != null) {
                        query.add(name + "=" + encode(value));
                    }
                });
        return query.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
