package io.tidegate.bus;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real Kafka, KRaft with one node, in a process of its own and of its own jars; one for all tests
 * of this JVM, which may stop and start it.
 */
public final class KafkaBroker {
    public static final String USER = "tidegate";
    public static final String PASSWORD = "a-secret-of-the-bus";

    private static final Path JARS = Path.of("target/kafka-broker");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = freePort();
    private final int saslPort = freePort();
    private final Path properties;
    private Process process;

    private KafkaBroker() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("kafka-broker-");
        properties = folder.resolve("server.properties");
        Files.writeString(properties, properties(freePort()));
        run("kafka.tools.StorageTool", "format", "-t", Uuid.randomUuid().toString(), "-c")
                .waitFor();
        start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /** On first use only, and stopped with the JVM. */
    private static final class Running {
        static final KafkaBroker ONE = make();

        private static KafkaBroker make() {
            try {
                return new KafkaBroker();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    public static KafkaBroker running() {
        return Running.ONE;
    }

    /** A name may be taken between this and its use; Kafka has to know it before it starts. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String properties(int controllerPort) {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%3$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,SASL://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SASL://127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT
        listener.name.sasl.sasl.enabled.mechanisms=PLAIN
        listener.name.sasl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_%4$s="%5$s";
        log.dirs=%6$s
        auto.create.topics.enable=false
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        """
                .formatted(port, saslPort, controllerPort, USER, PASSWORD, folder.resolve("data"));
    }

    private Process run(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-cp", JARS.toAbsolutePath() + "/*", main));
        command.addAll(List.of(arguments));
        command.add(properties.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
                .start();
    }

    /** Returns when it answers. */
    public void start() {
        try {
            process = run("kafka.Kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Kafka to answer")
                .atMost(START)
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(
                                        "Kafka ended: "
                                                + Files.readString(folder.resolve("kafka.log")));
                            }
                            return answers();
                        });
    }

    private boolean answers() {
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** With the JVM; nothing of it stays. */
    private void end() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its process. */
    public long pid() {
        return process.pid();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Where a client must say who it is. */
    public String saslAddress() {
        return "127.0.0.1:" + saslPort;
    }

    private Admin admin() {
        return Admin.create(
                Map.of(
                        "bootstrap.servers", address(),
                        "request.timeout.ms", "5000",
                        "default.api.timeout.ms", "5000"));
    }

    public void topic(String name, int partitions) {
        try (Admin admin = admin()) {
            get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
        }
    }

    /** The offset up to which a group has read. */
    public long committed(String group, String topic) {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            return offsets.entrySet().stream()
                    .filter(one -> one.getKey().topic().equals(topic))
                    .mapToLong(one -> one.getValue().offset())
                    .sum();
        }
    }

    /** The ids of a group's members. */
    public List<String> members(String group) {
        try (Admin admin = admin()) {
            Collection<MemberDescription> members =
                    get(admin.describeConsumerGroups(List.of(group)).all()).get(group).members();
            return members.stream().map(MemberDescription::consumerId).sorted().toList();
        }
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes as a producer does that wants every record acknowledged. */
    public KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", address(), "acks", "all", "linger.ms", "2"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void publish(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (ProducerRecord<byte[], byte[]> one : records) {
                var unused = producer.send(one); // closing waits for all of them
            }
        }
    }

    /** Reads a topic from its beginning, in a group of nobody. */
    public KafkaConsumer<byte[], byte[]> reader(String topic) {
        KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        reader.assign(
                reader.partitionsFor(topic).stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList());
        return reader;
    }
}
