package io.tidegate;

import static io.tidegate.bus.Published.binary;
import static io.tidegate.bus.Published.bytes;
import static io.tidegate.bus.Published.plain;
import static io.tidegate.bus.Published.structured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.bus.Bus;
import io.tidegate.bus.KafkaBroker;
import io.tidegate.bus.KafkaSource;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.DefaultRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events from a real Kafka, and out to it again; it asks who the client is. */
class KafkaIntakeIT {
    private static final String ROUTES =
            """
            - outflow:
                id: copies
                on: ['com.bus.*']
                mapping: { id: $.id, topic: $.kafka }
                to: kafka:kafka-intake-copies
            - outflow:
                id: nowhere
                on: [com.nowhere.x]
                retry: { attempts: 1, delay: 50ms }
                to: kafka:copies?brokers=127.0.0.1:9&maxBlockMs=300
            """;
    private static final String GROUP = "kafka-intake";
    private static final String IN = "kafka-intake-in";
    private static final String OUT = "kafka-intake-copies";

    @TempDir static Path folder;
    private static KafkaBroker kafka;
    private static Path config;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaBroker.running();
        kafka.topic(IN, 2);
        kafka.topic(OUT, 1);
        config = Files.writeString(folder.resolve("kafka.properties"), config());
        rejectLongAgo();
        server = server(folder, IN, GROUP);
    }

    /** In a journal that is there before the server is: it forgets at its start. */
    private static void rejectLongAgo() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        String url = "jdbc:sqlite:" + folder.resolve("data/tidegate.db");
        SqlDatabase.open(new JournalSettings(url, null, null, 100)).close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO rejected_record (id, topic, sent_at, reason, headers, bytes, size, rejected_at)"
                            + " VALUES (7, 'long-ago', 1, 'none', '{}', x'', 0, 1)");
        }
    }

    private static String config() {
        return """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="%s" password="%s";
        max.poll.interval.ms=3000
        session.timeout.ms=2000
        heartbeat.interval.ms=500
        """
                .formatted(KafkaBroker.USER, KafkaBroker.PASSWORD);
    }

    private static RunningServer server(Path home, String topic, String group) throws Exception {
        return new RunningServer(
                home,
                ROUTES,
                Map.of(
                        "TIDEGATE_KAFKA_BROKERS",
                        kafka.saslAddress(),
                        "TIDEGATE_KAFKA_TOPIC",
                        topic,
                        "TIDEGATE_KAFKA_GROUP",
                        group,
                        "TIDEGATE_KAFKA_CONFIG",
                        config.toString()));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40));
    }

    private static List<String> status(String event) {
        return server.rows(
                "SELECT d.status FROM delivery d JOIN event e ON e.seq = d.event WHERE e.id = '"
                        + event
                        + "'");
    }

    private static List<ConsumerRecord<byte[], byte[]>> copies(String id) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = kafka.reader(OUT)) {
            soon().until(
                            () -> {
                                reader.poll(Duration.ofMillis(200)).forEach(found::add);
                                return found.stream().anyMatch(one -> text(one).contains(id));
                            });
        }
        return found.stream().filter(one -> text(one).contains(id)).toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> one) {
        return new String(one.value(), StandardCharsets.UTF_8);
    }

    @Test
    void bothModesAreAcceptedAndPublishedAgainAndTheOffsetFollows() throws Exception {
        ProducerRecord<byte[], byte[]> hostile = binary(IN, "b-binary", "com.bus.b", "{\"x\":1}");
        hostile.headers()
                .add("kafka.OVERRIDE_TOPIC", bytes(IN))
                .add("kafka.KEY", bytes("evil"))
                .add("CamelHttpUri", bytes("http://127.0.0.1:9/"));
        kafka.publish(List.of(structured(IN, "a-structured", "com.bus.a", "ann"), hostile));

        soon().untilAsserted(
                        () -> {
                            assertThat(status("a-structured")).containsExactly("delivered");
                            assertThat(status("b-binary")).containsExactly("delivered");
                        });
        assertThat(copies("a-structured")).hasSize(1);
        ConsumerRecord<byte[], byte[]> copy = copies("b-binary").get(0);
        assertThat(text(copy)).isEqualTo("{\"id\":\"b-binary\"}");
        assertThat(copy.key()).as("of no header of the event").isNull();
        List<String> headers = new ArrayList<>();
        copy.headers().forEach(header -> headers.add(header.key()));
        assertThat(headers).containsExactly("Idempotency-Key");
        long sent = server.rows("SELECT id FROM event WHERE source = '/bus'").size();
        soon().untilAsserted(
                        () ->
                                assertThat(kafka.committed(GROUP, IN))
                                        .isGreaterThanOrEqualTo(Math.min(sent, 2)));
    }

    @Test
    void whatIsNoEventIsKeptAndStopsNothing() throws Exception {
        kafka.publish(
                List.of(
                        plain(IN, "{\"secret\":\"of ann\"}"),
                        structured(IN, "c-behind", "com.bus.c", "ann")));
        soon().untilAsserted(() -> assertThat(status("c-behind")).containsExactly("delivered"));

        assertThat(
                        server.rows(
                                "SELECT topic || ' ' || CAST(bytes AS TEXT) || ' ' || CAST(record_key AS TEXT)"
                                        + " FROM rejected_record WHERE topic <> 'long-ago'"))
                .containsExactly(IN + " {\"secret\":\"of ann\"} a-key");
        assertThat(server.get("/api/rejected-records?topic=" + IN).body())
                .contains("\"reason\":\"an event has the header content-type");
        assertThat(server.get("/observe/metrics").body())
                .contains(
                        "tidegate_bus_records_total{outcome=\"rejected\",topic=\"" + IN + "\"} 1.0")
                .contains("tidegate_bus_lag ");
        assertThat(server.get("/observe/health").body())
                .contains("\"status\":\"up\"", "see /api/rejected-records");
    }

    @Test
    void whatWasRejectedLongAgoIsForgotten() {
        soon().untilAsserted(
                        () ->
                                assertThat(
                                                server.rows(
                                                        "SELECT id FROM rejected_record WHERE topic = 'long-ago'"))
                                        .isEmpty());
    }

    /** Kafka's client itself gives up for good, and Camel with it. */
    @Test
    void aPasswordThatKafkaDoesNotKnowIsAskedWithAgainAndStopsNothingElse() {
        Map<String, String> wrong =
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"x\" password=\"y\";");
        AtomicInteger asked = new AtomicInteger();
        var source = new KafkaSource(kafka.saslAddress(), List.of(IN), "strangers", wrong);
        var ends =
                new Bus.Ends(
                        events -> CompletableFuture.completedFuture(List.of()),
                        rejected -> CompletableFuture.completedFuture(null),
                        (topic, events, rejected) -> asked.incrementAndGet());
        try (Bus bus = new Bus(new Bus.Sources(source, null), ends, 1_024)) {
            bus.open(new DefaultRegistry());
            soon().untilAsserted(
                            () ->
                                    assertThat(bus.problems())
                                            .containsExactly(
                                                    "Kafka is not reached: its records wait there, tried again by itself"));
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void aBrokerThatIsAwayIsRetriedAndEndsAsAFailedQuery() {
        kafka.publish(List.of(structured(IN, "d-nowhere", "com.nowhere.x", "ann")));
        soon().untilAsserted(() -> assertThat(status("d-nowhere")).containsExactly("failed"));
        assertThat(server.rows("SELECT attempts || ' ' || url || ' ' || error FROM failed_query"))
                .singleElement()
                .asString()
                .startsWith("2 kafka:copies?brokers=127.0.0.1:9")
                .containsIgnoringCase("topic copies not present in metadata after 300 ms");
    }

    /** Longer than a member may take between two polls: it polls on. */
    @Test
    void whileTheJournalIsAwayItStaysInItsGroup() throws Exception {
        soon().until(() -> kafka.members(GROUP).size() == 1);
        List<String> members = kafka.members(GROUP);
        try (Connection other =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("data/tidegate.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute("BEGIN EXCLUSIVE");
            long from = System.nanoTime();
            kafka.publish(List.of(structured(IN, "e-waits", "com.bus.e", "ann")));
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    System.nanoTime() - from > Duration.ofSeconds(5).toNanos()
                                            && server.get("/observe/health")
                                                    .body()
                                                    .contains("Kafka's records wait"));
            assertThat(kafka.members(GROUP)).isEqualTo(members);
            statement.execute("ROLLBACK");
        }
        soon().untilAsserted(() -> assertThat(status("e-waits")).containsExactly("delivered"));
        assertThat(kafka.members(GROUP)).isEqualTo(members);
        assertThat(server.get("/observe/health").body()).doesNotContain("Kafka's records wait");
    }

    @Test
    void aBrokerThatIsKilledUnderLoadIsReadOnFrom() throws Exception {
        List<ProducerRecord<byte[], byte[]>> first = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> then = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            (i < 150 ? first : then)
                    .add(structured(IN, "f-" + i, "com.nobody.f", "subject-" + i % 7));
        }
        kafka.publish(first);
        kafka.kill();
        soon().until(() -> server.get("/observe/health").body().contains("Kafka is not reached"));
        kafka.start();
        kafka.publish(then);
        soon().untilAsserted(
                        () ->
                                assertThat(server.rows("SELECT id FROM event WHERE id LIKE 'f-%'"))
                                        .hasSize(300));
        assertThat(server.get("/observe/health").body()).doesNotContain("Kafka is not reached");
        assertThat(
                        server.rows(
                                "SELECT e.id FROM event e WHERE e.id LIKE 'f-%' AND subject = 'subject-3' ORDER BY seq"))
                .as("in the order of their partition")
                .isEqualTo(
                        java.util.stream.IntStream.range(0, 300)
                                .filter(i -> i % 7 == 3)
                                .mapToObj(i -> "f-" + i)
                                .toList());
    }

    /** A second member comes under load, and goes again: between them they store every event. */
    @Test
    void aRebalanceLosesNothing(@TempDir Path other) throws Exception {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(structured(IN, "g-" + i, "com.nobody.g", "subject-" + i % 11));
        }
        List<String> stored = new ArrayList<>();
        kafka.publish(all.subList(0, 200));
        try (RunningServer second = server(other, IN, GROUP)) {
            kafka.publish(all.subList(200, 400));
            soon().until(() -> kafka.members(GROUP).size() == 2);
            // again and again: the first one may read them before the group has settled
            soon().until(
                            () -> {
                                kafka.publish(all.subList(400, 500));
                                return !second.rows("SELECT id FROM event WHERE id LIKE 'g-%'")
                                        .isEmpty();
                            });
        }
        stored.addAll(rows(other, "SELECT id FROM event WHERE id LIKE 'g-%'"));
        kafka.publish(all.subList(500, 600));
        soon().untilAsserted(
                        () -> {
                            List<String> both = new ArrayList<>(stored);
                            both.addAll(server.rows("SELECT id FROM event WHERE id LIKE 'g-%'"));
                            assertThat(both.stream().distinct()).hasSize(600);
                        });
    }

    private static List<String> rows(Path home, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + home.resolve("data/tidegate.db"));
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
