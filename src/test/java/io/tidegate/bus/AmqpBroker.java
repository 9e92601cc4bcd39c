package io.tidegate.bus;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.qpid.jms.JmsConnectionFactory;

/** An Artemis in this JVM that speaks AMQP 1.0 and keeps its messages in a folder. */
public final class AmqpBroker implements AutoCloseable {
    public static final String IN = "events";
    public static final String OUT = "copies";

    private final Path folder;
    private EmbeddedActiveMQ server;
    private int port;

    public AmqpBroker(Path folder) throws Exception {
        this.folder = folder;
        start();
    }

    /** On the port that it had. */
    public void start() throws Exception {
        server = new EmbeddedActiveMQ().setConfiguration(configuration());
        server.start();
        NettyAcceptor acceptor =
                (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("amqp");
        port = acceptor.getActualPort();
    }

    private Configuration configuration() throws Exception {
        return new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(1 << 20)
                .setMaxDiskUsage(-1)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + port + "?protocols=AMQP")
                .addQueueConfiguration(queue(IN))
                .addQueueConfiguration(queue(OUT));
    }

    private static QueueConfiguration queue(String name) {
        return QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST);
    }

    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    /** Messages that nobody has acknowledged. */
    public long waiting(String queue) {
        return server.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    /** What a message is made of. */
    @FunctionalInterface
    public interface Making {
        Message in(Session session) throws JMSException;
    }

    public void send(Making... messages) throws JMSException {
        try (Connection connection = new JmsConnectionFactory(url()).createConnection();
                Session session = connection.createSession()) {
            var producer = session.createProducer(session.createQueue(IN));
            for (Making message : messages) {
                producer.send(message.in(session));
            }
        }
    }

    /** The next text that was published. */
    public String take() throws JMSException {
        try (Connection connection = new JmsConnectionFactory(url()).createConnection();
                Session session = connection.createSession()) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue(OUT));
            Message taken = consumer.receive(20_000);
            return taken == null
                    ? null
                    : new String(taken.getBody(byte[].class), StandardCharsets.UTF_8);
        }
    }

    public void stop() throws Exception {
        server.stop();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
