package io.tidegate.bus;

import java.time.Duration;
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

    /**
     * The same, for publishing: no answer of the broker is waited for longer. What the URL says
     * itself stays.
     *
     * @throws IllegalStateException if the URL is none
     */
    JmsConnectionFactory connections(Duration timeout) {
        JmsConnectionFactory factory = connections();
        long millis = timeout.toMillis();
        if (isSilent("jms.sendTimeout")) {
            factory.setSendTimeout(millis);
        }
        if (isSilent("jms.requestTimeout")) {
            factory.setRequestTimeout(millis);
        }
        if (isSilent("jms.connectTimeout")) {
            factory.setConnectTimeout(millis);
        }
        return factory;
    }

    private boolean isSilent(String option) {
        return url != null && !url.contains(option);
    }

    /** Says no password. */
    @Override
    public String toString() {
        return "MessageSource[" + endpoint + "]";
    }
}
