package io.tidegate.bus;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topics by Camel's Kafka component, as a member of the group. */
final class KafkaRoute implements BusRoute {
    private static final String ID = "bus-kafka";
    private static final String BYTES = ByteArrayDeserializer.class.getName();
    private static final int MOST_RECORDS = 500;
    private static final int STOP_MILLIS = 5_000;

    private final KafkaSource source;
    private final Storing storing;
    private final KafkaPoll poll;

    KafkaRoute(KafkaSource source, Storing storing) {
        this.source = source;
        this.storing = storing;
        this.poll = new KafkaPoll(storing);
    }

    @Override
    public void addTo(DefaultCamelContext context) throws Exception {
        KafkaComponent component = new KafkaComponent(context);
        component.setConfiguration(configuration());
        component.setKafkaClientFactory(new KafkaClients(source));
        component.setKafkaManualCommitFactory(Polled.factory());
        component.setPollExceptionStrategy(new PatientPolls());
        context.addComponent("kafka", component);
        Endpoint endpoint = context.getEndpoint("kafka:" + String.join(",", source.topics()));
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(endpoint).routeId(ID).errorHandler(noErrorHandler()).process(poll);
                    }
                });
    }

    private KafkaConfiguration configuration() {
        KafkaConfiguration kafka = new KafkaConfiguration();
        kafka.setBrokers(source.brokers());
        kafka.setGroupId(source.group());
        kafka.setKeyDeserializer(BYTES);
        kafka.setValueDeserializer(BYTES);
        kafka.setAutoCommitEnable(false);
        kafka.setAllowManualCommit(true);
        // our own bug is no reason to go on behind a record: it is read again
        kafka.setBreakOnFirstError(true);
        // a group that is new begins with what is there
        kafka.setAutoOffsetReset("earliest");
        kafka.setIsolationLevel("read_committed");
        kafka.setMaxPollRecords(MOST_RECORDS);
        kafka.setPollTimeoutMs(500L);
        // so long are the partitions of a member that was killed without a reader
        kafka.setSessionTimeoutMs(10_000);
        kafka.setHeartbeatIntervalMs(2_000);
        kafka.setReconnectBackoffMaxMs(5_000);
        kafka.setShutdownTimeout(STOP_MILLIS);
        kafka.setHeaderFilterStrategy(new NoHeaders());
        return kafka;
    }

    /** Nothing of a record becomes a header of Camel's: they are read as they came. */
    private static final class NoHeaders extends DefaultHeaderFilterStrategy {
        @Override
        public boolean applyFilterToExternalHeaders(
                String name, Object value, org.apache.camel.Exchange exchange) {
            return true;
        }
    }

    @Override
    public void stop() {
        poll.stop();
    }

    @Override
    public List<String> problems(CamelContext context) {
        String why = storing.waitingFor();
        if (why != null) {
            return List.of("Kafka's records wait in their topics: " + why);
        }
        Route route = context.getRoute(ID);
        boolean connected =
                route != null
                        && route.getConsumer() instanceof KafkaConsumer consumer
                        && consumer.healthStates().stream().allMatch(one -> one.isReady());
        return connected
                ? List.of()
                : List.of("Kafka is not reached: its records wait there, tried again by itself");
    }

    @Override
    public long lag() {
        return poll.lag();
    }
}
