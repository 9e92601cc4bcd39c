package io.tidegate.inflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.connector.Entry;
import io.tidegate.connector.Entry.PostSchema;
import io.tidegate.connector.Part;
import io.tidegate.connector.Template;
import io.tidegate.connector.Verification;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.InvalidPath;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import io.tidegate.event.Sealing;
import io.tidegate.intake.Intake;
import io.tidegate.intake.WebServer;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.CommitListener;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.WriterMeter;
import io.tidegate.route.JournalIntake;
import io.tidegate.security.Seal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The inflow endpoints over real HTTP and a real journal, with connectors made by hand. */
final class PostedTo implements AutoCloseable {
    static final int MAX_EVENT = 16 * 1024;
    static final int ROOM = 12 << 20;

    /** One for all, so that what was sealed before a start is opened after it. */
    private static final Sealing SEALING = sealing(Seal.ofThisProcess());

    final Map<String, Inbound> connectors = new ConcurrentHashMap<>();
    final List<String> broken = new CopyOnWriteArrayList<>();
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final List<String> counted = new CopyOnWriteArrayList<>();
    final SqlDatabase database;
    final SqlJournal journal;
    final Refusals refusals;
    final SqlRefusals rows;
    final int port;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    PostedTo(java.nio.file.Path folder, Clock clock) throws InterruptedException {
        this(folder, clock, Origins.UNKNOWN, 30_000);
    }

    PostedTo(java.nio.file.Path folder, Clock clock, Origins origins, long bodyMillis)
            throws InterruptedException {
        this(
                new JournalSettings("jdbc:sqlite:" + folder.resolve("t.db"), null, null, 1_000),
                clock,
                origins,
                bodyMillis);
    }

    PostedTo(JournalSettings settings, Clock clock, Origins origins, long bodyMillis)
            throws InterruptedException {
        database = SqlDatabase.open(settings);
        journal =
                new SqlJournal(
                        database,
                        new SqlJournal.Partners(type -> List.of(), silent(), nobody(), clock),
                        settings.maxWaiting());
        refusals =
                new Refusals((connector, reason) -> counted.add(connector + " " + reason), clock);
        rows = new SqlRefusals(refusals, journal);
        Intake intake = new JournalIntake(journal);
        InflowEndpoints endpoints =
                new InflowEndpoints(
                        new InflowEndpoints.Needs(
                                directory(), this::text, origins, intake, refusals, SEALING),
                        new InflowEndpoints.Limits(MAX_EVENT, bodyMillis, ROOM, clock));
        port =
                new WebServer(
                                vertx,
                                new WebServer.Doors(
                                        HttpServerRequest::end,
                                        endpoints.posts(vertx, database),
                                        endpoints.webhooks("test-api-secret"),
                                        HttpServerRequest::end),
                                null)
                        .listen("127.0.0.1", 0);
    }

    /** As the server seals. */
    private static Sealing sealing(Seal seal) {
        return new Sealing() {
            @Override
            public String seal(String connector, String text) {
                return BEGIN + seal.seal(connector, Json.text(text)) + END;
            }

            @Override
            public String open(String connector, String sealed) {
                String bare = sealed.substring(BEGIN.length(), sealed.length() - END.length());
                try {
                    String json = Objects.requireNonNull(seal.open(connector, bare));
                    return (String) Json.parse(json.getBytes(StandardCharsets.UTF_8));
                } catch (InvalidJson e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static WriterMeter nobody() {
        return (operations, nanos) -> {};
    }

    private static CommitListener silent() {
        return new CommitListener() {
            @Override
            public void accepted(List<Acceptance> acceptances) {}

            @Override
            public void released(String connector) {}

            @Override
            public void restored() {}
        };
    }

    private InflowConnectors directory() {
        return new InflowConnectors() {
            @Override
            public Inbound find(String id) {
                return connectors.get(id);
            }

            @Override
            public boolean isBroken(String id) {
                return broken.contains(id);
            }
        };
    }

    private String text(Template template) throws Credentials.Missing {
        String text = secrets.get(template.text());
        if (text == null) {
            throw new Credentials.Missing(template.text() + " is not set");
        }
        return text;
    }

    /** A reference to a secret, which has this text from now on. */
    Template secret(String name, String text) {
        secrets.put("{{secret:" + name + "}}", text);
        return reference(name);
    }

    static Template reference(String name) {
        return new Template("{{secret:" + name + "}}", List.of(new Part.SecretRef(name)));
    }

    void connector(String id, Entry entry) {
        connectors.put(id, new Inbound(id, "crm", entry));
    }

    /** An entry in parts. */
    static final class With {
        private Verification verification = new Verification.None();
        private Path idFrom;
        private final List<Path> subjects = new ArrayList<>();
        private final List<Path> sealed = new ArrayList<>();
        private PostSchema schema;
        private Path items;
        private Duration dedupe;

        With verification(Verification how) {
            verification = how;
            return this;
        }

        With idFrom(String path) {
            idFrom = path(path);
            return this;
        }

        With subject(String path) {
            subjects.add(path(path));
            return this;
        }

        With sealed(String path) {
            sealed.add(path(path));
            return this;
        }

        With schema(String json) {
            return schema(json, "contact.schema.json");
        }

        With schema(String json, String file) {
            try {
                schema = new PostSchema(file, new ObjectMapper().readTree(json));
            } catch (IOException e) {
                throw new IllegalArgumentException(e);
            }
            return this;
        }

        With items(String path) {
            items = path(path);
            return this;
        }

        With dedupe(Duration time) {
            dedupe = time;
            return this;
        }

        Entry entry() {
            return new Entry(
                    verification,
                    new Entry.Places(idFrom, subjects, sealed),
                    schema,
                    items,
                    dedupe);
        }

        private static Path path(String text) {
            try {
                return Path.compile(text);
            } catch (InvalidPath e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** JSON, to a connector. */
    HttpResponse<String> json(String connector, String body, String... headers)
            throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "content-type";
        all[1] = "application/json";
        return post("/inflow/" + connector, body, all);
    }

    /** Rows as column to value, bytes as text. */
    List<Map<String, String>> rows(String sql) {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet found = select.executeQuery()) {
            List<Map<String, String>> rows = new ArrayList<>();
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    Object value = found.getObject(i);
                    row.put(
                            found.getMetaData().getColumnName(i),
                            value instanceof byte[] bytes
                                    ? new String(bytes, StandardCharsets.UTF_8)
                                    : String.valueOf(value));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Map<String, String>> events() {
        return rows(
                "SELECT id, source, type, subject, time, content_type, data, origin FROM event ORDER BY seq");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        journal.close();
    }
}
