package io.tidegate.bus;

import io.tidegate.intake.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What is read from a bus, in a Camel context of its own: no route, interceptor or error handler of
 * an author's changes when an offset is committed.
 */
public final class Bus implements AutoCloseable {
    private static final int STOP_SECONDS = 5;

    private final List<BusRoute> routes = new ArrayList<>();
    private @Nullable DefaultCamelContext context;

    /** Where it comes from; null: nothing comes from there. */
    public record Sources(@Nullable KafkaSource kafka, @Nullable MessageSource messages) {}

    /** Where it goes to. */
    public record Ends(Intake intake, RejectedRecords rejections, BusMeter meter) {}

    /**
     * @param maxEventSize bytes
     */
    public Bus(Sources sources, Ends ends, int maxEventSize) {
        KafkaSource kafka = sources.kafka();
        if (kafka != null && !kafka.topics().isEmpty()) {
            routes.add(
                    new KafkaRoute(kafka, storing(RecordReader.Binding.KAFKA, maxEventSize, ends)));
        }
        MessageSource messages = sources.messages();
        if (messages != null && messages.endpoint() != null) {
            routes.add(
                    new MessageRoute(
                            messages,
                            messages.endpoint(),
                            storing(RecordReader.Binding.MESSAGES, maxEventSize, ends)));
        }
    }

    private static Storing storing(RecordReader.Binding binding, int maxEventSize, Ends ends) {
        return new Storing(
                new RecordReader(binding, maxEventSize),
                ends.intake(),
                ends.rejections(),
                ends.meter());
    }

    /**
     * Begins to read, if there is anything to.
     *
     * @param beans that endpoints may name
     */
    public void open(Registry beans) {
        if (routes.isEmpty()) {
            return;
        }
        DefaultCamelContext own = new DefaultCamelContext(new DefaultRegistry(beans));
        own.getCamelContextExtension().setName("bus");
        own.disableJMX();
        own.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context = own;
        try {
            for (BusRoute route : routes) {
                route.addTo(own);
            }
            own.start();
        } catch (Exception e) {
            throw new IllegalStateException("the bus was not opened: " + reason(e), e);
        }
    }

    private static String reason(Throwable problem) {
        Throwable last = problem;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    /** What does not do well, one line each. */
    public List<String> problems() {
        DefaultCamelContext own = context;
        List<String> lines = new ArrayList<>();
        if (own != null) {
            routes.forEach(route -> lines.addAll(route.problems(Objects.requireNonNull(own))));
        }
        return lines;
    }

    /** Records of Kafka that are known to lie behind what was read. */
    public long lag() {
        return routes.stream().mapToLong(BusRoute::lag).sum();
    }

    /** What was not stored by then is read again at the next start, or by another member. */
    @Override
    public void close() {
        routes.forEach(BusRoute::stop);
        if (context != null) {
            context.stop();
        }
    }
}
