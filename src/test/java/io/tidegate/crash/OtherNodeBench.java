package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.crash.Receiver.Arrival;
import io.tidegate.journal.SqlPartition;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long after its answer a change at one node shows in what the other one sends: {@code
 * bench/check nodes}. Two real processes on a PostgreSQL, 100 events a second, each for both
 * connectors.
 */
class OtherNodeBench {
    private static final int ROUNDS = Integer.getInteger("tidegate.nodes.rounds", 10);
    private static final long ALLOWED_MILLIS = 2_000;
    private static final long BETWEEN_MILLIS = 2_500;
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String[] NAMES = {"node-1", "node-2"};

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Receiver receiver = new Receiver();
    private final List<TidegateProcess> nodes = new ArrayList<>();
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private EmbeddedPostgres postgres;
    private SqlRows rows;
    @TempDir private Path folder;

    /**
     * One change.
     *
     * @param other the node that it was not made at
     * @param answered ms since 1970
     * @param version that it brought
     */
    private record Change(String other, long answered, int version) {}

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("cluster")).start();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        rows = new SqlRows(url);
        for (String name : NAMES) {
            TidegateProcess.Start start =
                    TidegateProcess.Start.in(Files.createDirectories(folder.resolve(name)))
                            .with(
                                    Map.of(
                                            "TIDEGATE_DATABASE_URL",
                                            url,
                                            "TIDEGATE_NODE_NAME",
                                            name,
                                            "TIDEGATE_MASTER_KEY",
                                            KEY));
            Files.createDirectories(start.routes());
            nodes.add(TidegateProcess.start(start));
        }
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows.texts(
                                                        "SELECT count(*) FROM partition_lease GROUP BY epoch"))
                                        .containsExactly("128", "128"));
    }

    @AfterEach
    void stop() throws Exception {
        load.shutdownNow();
        nodes.forEach(TidegateProcess::close);
        receiver.close();
        postgres.close();
    }

    private HttpResponse<String> ask(
            TidegateProcess at, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at.url(path))
                        .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer;
    }

    private String draft(String id, int version) {
        String words =
                id.equals("watched")
                        ? ", v: { value: " + version + " } }, whenInactive: hold, to: '%s'"
                        : " }, to: { uri: '%s', headers: { X-Version: '{{secret:version}}' } }";
        String yaml =
                "- outflow: { id: "
                        + id
                        + ", on: com.two.event, mapping: { event: $.id, subject: $.subject"
                        + words.formatted(receiver.url(id))
                        + " }\\n";
        return "{\"yaml\":\"" + yaml + "\"}";
    }

    private void post() {
        int n = events.incrementAndGet();
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/bench\",\"type\":\"com.two.event\",\"subject\":\"s%d\",\"data\":{}}"
                        .formatted(n, n);
        HttpRequest request =
                HttpRequest.newBuilder(nodes.get(n % 2).url("/events"))
                        .header("Authorization", "Bearer " + TidegateProcess.PRODUCER_TOKEN)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofString(event))
                        .build();
        http.sendAsync(request, BodyHandlers.discarding())
                .thenAccept(
                        answer -> {
                            if (answer.statusCode() == 202) {
                                accepted.incrementAndGet();
                            }
                        });
    }

    private void changed(String what, int at, int version) throws InterruptedException {
        changes.computeIfAbsent(what, none -> new ArrayList<>())
                .add(new Change(NAMES[1 - at], System.currentTimeMillis(), version));
        Thread.sleep(BETWEEN_MILLIS);
    }

    @Test
    void aChangeReachesTheOtherNodeInTime() throws Exception {
        ask(nodes.get(0), "PUT", "/api/secrets/version", "{\"text\":\"version-1\"}");
        ask(nodes.get(0), "POST", "/api/connectors", draft("secretive", 1));
        String tag =
                ask(nodes.get(0), "POST", "/api/connectors", draft("watched", 1))
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
        load.scheduleAtFixedRate(this::post, 0, 10, TimeUnit.MILLISECONDS);
        Awaitility.await().until(() -> receiver.arrivals().size() > 500);

        for (int round = 0; round < ROUNDS; round++) {
            int at = round % 2;
            TidegateProcess node = nodes.get(at);
            int version = round + 2;
            tag =
                    ask(
                                    node,
                                    "PUT",
                                    "/api/connectors/watched/configuration",
                                    draft("watched", version),
                                    "If-Match",
                                    tag)
                            .headers()
                            .firstValue("ETag")
                            .orElseThrow();
            changed("connector", at, version);
            String secret = "{\"text\":\"version-" + version + "\"}";
            ask(node, "PUT", "/api/secrets/version", secret);
            changed("secret", at, version);
            ask(node, "POST", "/api/connectors/watched/deactivate", "{}");
            changed("deactivation", at, version);
            ask(node, "POST", "/api/connectors/watched/activate", "{}");
            changed("activation", at, version);
        }
        load.shutdownNow();
        tell();
    }

    private void tell() {
        Map<Long, String> carriers = carriers();
        List<Arrival> arrivals = receiver.arrivals();
        Table table = new Table("change", "times", "median ms", "most ms", "allowed ms");
        Map<String, Long> most = new HashMap<>();
        changes.forEach(
                (what, all) -> {
                    long[] millis =
                            all.stream()
                                    .mapToLong(change -> millis(what, change, arrivals, carriers))
                                    .sorted()
                                    .toArray();
                    most.put(what, LongStream.of(millis).max().orElseThrow());
                    table.row(
                            what,
                            millis.length,
                            millis[millis.length / 2],
                            most.get(what),
                            ALLOWED_MILLIS);
                });
        table.print("nodes");
        System.out.println(accepted + " events accepted, " + arrivals.size() + " requests sent");
        assertThat(most.values()).hasSize(4).allMatch(millis -> millis <= ALLOWED_MILLIS);
    }

    /** By delivery, the node that has its partition: none moved. */
    private Map<Long, String> carriers() {
        Map<Long, String> carriers = new HashMap<>();
        rows.texts(
                        "SELECT d.id || ' ' || n.name FROM delivery d JOIN partition_lease l ON l.partition = "
                                + SqlPartition.OF_DELIVERY
                                + " JOIN node n ON n.epoch = l.epoch")
                .forEach(
                        line -> {
                            String[] parts = line.split(" ");
                            carriers.put(Long.valueOf(parts[0]), parts[1]);
                        });
        return carriers;
    }

    /** From the answer to the other node's last request of before, or its first of after. */
    private static long millis(
            String what, Change change, List<Arrival> arrivals, Map<Long, String> carriers) {
        String connector = what.equals("secret") ? "secretive" : "watched";
        long end = change.answered() + BETWEEN_MILLIS;
        List<Arrival> its =
                arrivals.stream()
                        .filter(one -> one.connector().equals(connector))
                        .filter(one -> change.other().equals(carriers.get(one.delivery())))
                        .filter(one -> one.at() > change.answered() && one.at() <= end)
                        .toList();
        if (what.equals("activation")) {
            assertThat(its).as("requests after %s", change).isNotEmpty();
            return its.get(0).at() - change.answered();
        }
        boolean isOver = what.equals("deactivation");
        assertThat(its.stream().filter(one -> one.version() == change.version()))
                .as("requests as they should be after %s", change)
                .hasSizeGreaterThan(isOver ? -1 : 10);
        return its.stream()
                .filter(one -> isOver || one.version() < change.version())
                .mapToLong(one -> one.at() - change.answered())
                .max()
                .orElse(0);
    }
}
