package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.intake.Wire;
import io.tidegate.intake.Wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** A whole Tidegate in this JVM, on a free port and in folders of its own. */
final class RunningServer implements AutoCloseable {
    static final String TOKEN = "right-producer-token";
    private static final String JSON = "Content-Type: application/cloudevents+json\r\n";

    private final Server server;
    private final Path database;

    RunningServer(Path folder, String yaml, Map<String, String> settings) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("test.camel.yaml"), yaml);
        Map<String, String> all = new HashMap<>();
        all.put("TIDEGATE_PORT", "0");
        all.put("TIDEGATE_DATA_DIR", folder.resolve("data").toString());
        all.put("TIDEGATE_ROUTES_DIR", routes.toString());
        all.put("TIDEGATE_PRODUCER_TOKEN", TOKEN);
        all.put("TIDEGATE_ADMIN_TOKEN", "right-admin-token");
        all.put("TIDEGATE_ALLOW_PRIVATE_TARGETS", "true");
        all.put("TIDEGATE_RETRY_ATTEMPTS", "0");
        all.putAll(settings);
        database = folder.resolve("data/tidegate.db");
        server = Server.start(new Settings(all));
    }

    CamelContext camel() {
        return server.camelContext();
    }

    int port() {
        return server.port();
    }

    CamelContext camelContext() {
        return server.camelContext();
    }

    /** An event of this type; {@code data} is JSON. */
    static String event(String id, String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\""
                + id
                + "\",\"source\":\"/test\",\"type\":\""
                + type
                + "\",\"data\":"
                + data
                + "}";
    }

    Answer post(String event) throws IOException {
        return post(JSON, event);
    }

    Answer post(String headers, String body) throws IOException {
        return Wire.once(port(), Wire.post(TOKEN, headers, body));
    }

    /** Asks with the admin token. */
    Answer get(String path) throws IOException {
        return Wire.once(
                port(),
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer right-admin-token\r\n\r\n");
    }

    /** Posts JSON with the admin token. */
    Answer admin(String path, String body) throws IOException {
        return request("POST", path, body);
    }

    /** Sends JSON with the admin token. */
    Answer request(String method, String path, String body) throws IOException {
        return Wire.once(
                port(),
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer right-admin-token\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + body);
    }

    void put(String path, String body) throws IOException {
        Answer answer = request("PUT", path, body);
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** First column of each row, as text. */
    List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes the journal's database by hand. */
    void change(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
