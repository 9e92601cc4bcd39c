package io.tidegate.bus;

import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The queue or topic that messages are read from, and its broker.
 *
 * @param endpoint of Camel's: {@code amqp:queue:events}, {@code
 *     jms:queue:events?connectionFactory=#bean}; null: nothing is read
 * @param url of an AMQP 1.0 broker; null: the endpoint knows its broker
 */
public record MessageSource(
        @Nullable String endpoint,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password) {

    /** Gives {@code amqp:} endpoints this broker. */
    void configure(AMQPComponent component) {
        if (url != null) {
            component.setConnectionFactory(connections());
        }
    }

    /**
     * @throws IllegalStateException if the URL is none
     */
    JmsConnectionFactory connections() {
        try {
            JmsConnectionFactory factory = new JmsConnectionFactory(user, password, url);
            factory.setTopicPrefix("topic://");
            return factory;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "TIDEGATE_BUS_URL is of no use to the AMQP client: " + e.getMessage(), e);
        }
    }

    /** Says no password. */
    @Override
    public String toString() {
        return "MessageSource[" + endpoint + "]";
    }
}
