package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.bus.KafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Several nodes on one PostgreSQL, and one load that goes to any of those that answer. */
final class NodesRun implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(3);

    final Receiver receiver = new Receiver();
    final Producer producer;
    final Publisher publisher;
    final SqlRows rows;
    private static final String TOPIC = "many-nodes";

    private final KafkaBroker kafka = KafkaBroker.running();
    private final Path cluster;
    private EmbeddedPostgres postgres;
    private final List<TidegateProcess.Start> starts = new ArrayList<>();
    private final List<TidegateProcess> processes = new ArrayList<>();
    private int incidents;

    int size() {
        return starts.size();
    }

    NodesRun(Path folder, int nodes, long everyMillis, long seed) {
        this.cluster = folder.resolve("cluster");
        this.postgres = postgres(cluster, 0);
        String url = postgres.getJdbcUrl("postgres", "postgres");
        this.rows = new SqlRows(url);
        this.producer = new Producer(Traffic.TYPES, Producer.Pace.every(everyMillis), seed);
        kafka.topic(TOPIC, 2 * nodes);
        this.publisher = new Publisher(kafka, TOPIC, everyMillis, seed);
        Path quick = quickGroup(folder);
        for (int n = 1; n <= nodes; n++) {
            TidegateProcess.Start start =
                    TidegateProcess.Start.in(made(folder.resolve("node-" + n)))
                            .with(
                                    Map.of(
                                            "TIDEGATE_DATABASE_URL",
                                            url,
                                            "TIDEGATE_NODE_NAME",
                                            "node-" + n,
                                            "TIDEGATE_NODE_TIMEOUT",
                                            TIMEOUT.toMillis() + "ms",
                                            "TIDEGATE_KAFKA_BROKERS",
                                            kafka.address(),
                                            "TIDEGATE_KAFKA_TOPIC",
                                            TOPIC,
                                            "TIDEGATE_KAFKA_GROUP",
                                            TOPIC,
                                            "TIDEGATE_KAFKA_CONFIG",
                                            quick.toString()));
            Traffic.setPatient(start.routes(), receiver);
            starts.add(start);
        }
    }

    /** Port 0 takes a free one. */
    private static EmbeddedPostgres postgres(Path cluster, int port) {
        try {
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(cluster)
                            .setCleanDataDirectory(false)
                            .setPGStartupWait(Duration.ofSeconds(60));
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member that is dead or paused is noticed as soon as the node is. */
    private static Path quickGroup(Path folder) {
        try {
            return Files.writeString(
                    folder.resolve("kafka.properties"),
                    "session.timeout.ms=3000\nheartbeat.interval.ms=500\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts all of them, and the load when each has its partitions. */
    void start() {
        starts.forEach(start -> processes.add(TidegateProcess.start(start)));
        awaitShared(starts.size());
        producer.to(List.copyOf(processes));
        publisher.begin();
    }

    /** So many nodes have all partitions among them, as evenly as it goes. */
    void awaitShared(int nodes) {
        int least = 256 - (nodes - 1) * ((256 + nodes - 1) / nodes);
        await(nodes + " nodes to share the partitions")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows.texts(
                                                        "SELECT count(*) FROM partition_lease WHERE epoch IS NOT NULL"
                                                                + " GROUP BY epoch ORDER BY 1"))
                                        .hasSize(nodes)
                                        .allMatch(count -> Integer.parseInt(count) >= least)
                                        .satisfies(
                                                counts ->
                                                        assertThat(
                                                                        counts.stream()
                                                                                .mapToInt(
                                                                                        Integer
                                                                                                ::parseInt)
                                                                                .sum())
                                                                .isEqualTo(256)));
    }

    void awaitAcknowledged(int more) {
        int from = producer.acknowledgedSoFar();
        await(more + " more events to be acknowledged")
                .atMost(Duration.ofSeconds(90))
                .until(() -> producer.acknowledgedSoFar() >= from + more);
    }

    /** SIGKILL; the load goes on at the others. */
    void kill(int node) {
        incidents++;
        TidegateProcess dies = processes.get(node);
        producer.to(processes.stream().filter(one -> one != dies).toList());
        dies.kill();
    }

    /** It comes back in the place of the one that was killed or stopped. */
    void restart(int node) {
        processes.set(node, TidegateProcess.start(starts.get(node)));
        producer.to(List.copyOf(processes));
    }

    /** SIGTERM, while the load goes to the others. */
    void stop(int node) {
        incidents++; // what does not end within its few seconds is made again elsewhere
        TidegateProcess stops = processes.get(node);
        producer.to(processes.stream().filter(one -> one != stops).toList());
        stops.stop(Duration.ofSeconds(30));
    }

    /** It stands still until the others have adopted its partitions, then goes on. */
    void pauseUntilAdopted(int node) {
        incidents++;
        TidegateProcess paused = processes.get(node);
        paused.pause();
        try {
            awaitShared(processes.size() - 1);
        } finally {
            paused.goOn();
        }
    }

    /**
     * PostgreSQL goes away until producers were told so, and for so long at least, and comes back
     * at its port.
     */
    void restartDatabase(Duration away) {
        int port = postgres.getPort();
        close(postgres);
        int refused = producer.answered(503);
        long back = System.nanoTime() + away.toNanos();
        await("producers to be refused while the database is away")
                .atMost(away.plusSeconds(60))
                .until(
                        () ->
                                producer.answered(503) >= refused + 3
                                        && System.nanoTime() - back >= 0);
        postgres = postgres(cluster, port);
    }

    /** Kafka dies, and comes back when so many more events were acknowledged without it. */
    void restartKafka(int events) {
        kafka.kill();
        awaitAcknowledged(events);
        kafka.start();
    }

    /** The third party answers 503 to everything until so many more events are acknowledged. */
    void breakReceiver(int events) {
        receiver.broken(true);
        try {
            awaitAcknowledged(events);
        } finally {
            receiver.broken(false);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int incidents() {
        return incidents;
    }

    String log(int node) {
        return processes.get(node).log();
    }

    /** Everything ends, and is held against what was acknowledged and what arrived. */
    long settle() {
        producer.pause();
        publisher.pause(TOPIC);
        await("everything to end")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(rows.unfinished()).as(this::unfinished).isZero());
        assertThat(producer.wrong()).as("answers that break the contract").isEmpty();
        Map<String, Producer.Sent> acknowledged = new HashMap<>(producer.acknowledged());
        acknowledged.putAll(publisher.acknowledged());
        try {
            return Ledger.verifyNodes(rows, acknowledged, receiver.arrivals(), incidents);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + told(e.getMessage()), e);
        }
    }

    /** What the nodes' logs say of the deliveries that a text names. */
    private String told(String text) {
        Set<String> deliveries =
                Pattern.compile("delivery=(\\d+)")
                        .matcher(text)
                        .results()
                        .limit(10)
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        StringBuilder told = new StringBuilder();
        for (TidegateProcess process : processes) {
            told.append("\n---");
            process.log()
                    .lines()
                    .filter(
                            line ->
                                    line.contains("Membership")
                                            || deliveries.stream().anyMatch(line::contains))
                    .forEach(line -> told.append('\n').append(line));
        }
        return told.toString();
    }

    /** What hangs, and where. */
    private String unfinished() {
        StringBuilder text = new StringBuilder("unfinished, of " + rows.countByStatus());
        for (String what :
                List.of(
                        "SELECT connector || ' ' || status || ' blocked=' || blocked || ' handed_over=' || handed_over"
                                + " || ' attempts=' || max(attempts) || ' count=' || count(*) || ' due in ms='"
                                + " || min(due_at) - (extract(epoch FROM now()) * 1000)::bigint FROM delivery"
                                + " WHERE status IN ('pending', 'waiting') GROUP BY connector, status, blocked, handed_over",
                        "SELECT 'node ' || n.epoch || ' ' || name || ' partitions=' || count(l.partition)"
                                + " FROM node n LEFT JOIN partition_lease l ON l.epoch = n.epoch GROUP BY n.epoch, name",
                        "SELECT 'nobody has ' || count(*) FROM partition_lease WHERE epoch IS NULL")) {
            rows.texts(what).forEach(line -> text.append('\n').append(line));
        }
        for (TidegateProcess process : processes) {
            String log = process.log();
            text.append("\n---\n").append(log.substring(Math.max(0, log.length() - 3_000)));
        }
        return text.toString();
    }

    @Override
    public void close() {
        producer.close();
        publisher.close();
        processes.forEach(TidegateProcess::close);
        receiver.close();
        close(postgres);
    }
}
