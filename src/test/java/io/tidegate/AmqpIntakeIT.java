package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.bus.AmqpBroker;
import io.tidegate.bus.Published;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events from a broker of messages that speaks AMQP 1.0, and out to it again. */
class AmqpIntakeIT {
    private static final String ROUTES =
            """
            - outflow:
                id: copies
                on: [com.bus.copied]
                mapping: { id: $.id }
                to: amqp:queue:copies
            """;

    @TempDir static Path folder;
    private static AmqpBroker broker;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        broker = new AmqpBroker(folder.resolve("broker"));
        server =
                new RunningServer(
                        folder,
                        ROUTES,
                        Map.of(
                                "TIDEGATE_BUS_ENDPOINT",
                                "amqp:queue:events",
                                "TIDEGATE_BUS_URL",
                                broker.url(),
                                "TIDEGATE_BUS_USER",
                                "tidegate",
                                "TIDEGATE_BUS_PASSWORD",
                                "secret-of-the-bus"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        broker.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40));
    }

    private static AmqpBroker.Making text(String id, String type) {
        return session -> session.createTextMessage(RunningServer.event(id, type, "{\"n\":1}"));
    }

    private static BytesMessage binary(Session session) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setStringProperty("cloudEvents_specversion", "1.0");
        message.setStringProperty("cloudEvents_id", "binary");
        message.setStringProperty("cloudEvents_source", "/bus");
        message.setStringProperty("cloudEvents_type", "com.nobody.b");
        message.writeBytes(Published.bytes("{\"n\":2}"));
        return message;
    }

    private static TextMessage noEvent(Session session) throws JMSException {
        return session.createTextMessage("hello");
    }

    private static List<String> stored(String id) {
        return server.rows("SELECT CAST(data AS TEXT) FROM event WHERE id = '" + id + "'");
    }

    @Test
    void messagesAreAcceptedRejectedAndPublishedAgain() throws Exception {
        broker.send(text("structured", "com.bus.copied"), AmqpIntakeIT::binary);
        broker.send(AmqpIntakeIT::noEvent, text("behind", "com.nobody.c"));

        soon().untilAsserted(
                        () -> {
                            assertThat(stored("structured")).containsExactly("{\"n\":1}");
                            assertThat(stored("binary")).containsExactly("{\"n\":2}");
                            assertThat(stored("behind")).hasSize(1);
                        });
        assertThat(broker.take()).isEqualTo("{\"id\":\"structured\"}");
        assertThat(
                        server.rows(
                                "SELECT topic || ' ' || CAST(bytes AS TEXT) || ' ' || substr(message_id, 1, 3)"
                                        + " FROM rejected_record"))
                .containsExactly("events hello ID:");
        soon().untilAsserted(() -> assertThat(broker.waiting(AmqpBroker.IN)).isZero());
        assertThat(server.get("/api/settings").body()).doesNotContain("secret-of-the-bus");
    }

    @Test
    void whileTheJournalIsAwayAMessageStaysAtItsBroker() throws Exception {
        try (Connection other =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("data/tidegate.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute("BEGIN EXCLUSIVE");
            broker.send(text("waits", "com.nobody.w"));
            soon().until(
                            () ->
                                    server.get("/observe/health")
                                            .body()
                                            .contains("messages of events wait at their broker"));
            assertThat(broker.waiting(AmqpBroker.IN)).isEqualTo(1);
            statement.execute("ROLLBACK");
        }
        soon().untilAsserted(() -> assertThat(stored("waits")).hasSize(1));
        soon().untilAsserted(() -> assertThat(broker.waiting(AmqpBroker.IN)).isZero());
    }

    @Test
    void aBrokerThatGoesAndComesBackIsReadOnFrom() throws Exception {
        broker.stop();
        soon().until(
                        () ->
                                server.get("/observe/health")
                                        .body()
                                        .contains("the broker of events is not reached"));
        broker.start();
        broker.send(text("after", "com.nobody.a"));
        soon().untilAsserted(() -> assertThat(stored("after")).hasSize(1));
        soon().until(() -> !server.get("/observe/health").body().contains("is not reached"));
    }
}
