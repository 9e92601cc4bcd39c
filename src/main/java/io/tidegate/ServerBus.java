package io.tidegate;

import io.tidegate.bus.Bus;
import io.tidegate.bus.BusDefaults;
import io.tidegate.bus.BusMeter;
import io.tidegate.bus.KafkaClientFile;
import io.tidegate.bus.KafkaSource;
import io.tidegate.bus.MessageSource;
import io.tidegate.bus.SqlRejectedRecords;
import io.tidegate.config.Settings;
import io.tidegate.intake.Intake;
import io.tidegate.journal.SqlJournal;
import io.tidegate.observe.Metrics;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event bus of the settings, and what is kept of records that were rejected. */
final class ServerBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerBus.class);
    private static final long FORGET_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long TOLD_MILLIS = Duration.ofHours(1).toMillis();

    private final Settings settings;
    private final Parts parts;
    private final Bus.Sources sources;
    private final Bus bus;
    private final SqlRejectedRecords rejections;
    private final AtomicLong lastRejected = new AtomicLong();
    private final long timer;

    /** What the server has by then. */
    record Parts(
            Vertx vertx, SqlJournal journal, Metrics metrics, BooleanSupplier leads, Clock clock) {}

    /**
     * With what authors' routes need to publish.
     *
     * @throws IllegalStateException if a source cannot be of any use
     */
    static ServerBus equipping(Routing routing, Settings settings, Parts parts, Intake intake) {
        ServerBus made = new ServerBus(settings, parts, intake);
        routing.bind("bus-defaults", new BusDefaults(made.sources, settings.responseTimeout()));
        return made;
    }

    private ServerBus(Settings settings, Parts parts, Intake intake) {
        this.settings = settings;
        this.parts = parts;
        this.sources = new Bus.Sources(kafka(settings), messages(settings));
        this.rejections = new SqlRejectedRecords(parts.journal(), parts.leads(), parts.clock());
        this.bus =
                new Bus(
                        sources,
                        new Bus.Ends(intake, rejections, meter()),
                        settings.maxEventSize());
        this.timer = parts.vertx().setPeriodic(1_000, FORGET_MILLIS, now -> forget());
    }

    private static @Nullable KafkaSource kafka(Settings settings) {
        String brokers = settings.kafkaBrokers();
        if (brokers == null) {
            return null;
        }
        Map<String, String> client =
                settings.kafkaConfig() == null
                        ? Map.of()
                        : KafkaClientFile.read(settings.kafkaConfig());
        KafkaSource source =
                new KafkaSource(brokers, settings.kafkaTopics(), settings.kafkaGroup(), client);
        KafkaClientFile.check(source);
        return source;
    }

    /** With a URL alone nothing is read; {@code to: amqp:} may publish there. */
    private static @Nullable MessageSource messages(Settings settings) {
        String endpoint = settings.busEndpoint();
        return endpoint == null && settings.busUrl() == null
                ? null
                : new MessageSource(
                        endpoint, settings.busUrl(), settings.busUser(), settings.busPassword());
    }

    private BusMeter meter() {
        return (topic, events, rejected) -> {
            parts.metrics().records(topic, events, rejected);
            if (rejected > 0) {
                lastRejected.set(parts.clock().millis());
            }
        };
    }

    /** Begins to read. */
    void open(CamelContext authors) {
        bus.open(authors.getRegistry());
        if (!settings.kafkaTopics().isEmpty()) {
            settings.kafkaTopics().forEach(topic -> parts.metrics().records(topic, 0, 0));
            parts.metrics().gauge("tidegate.bus.lag", bus, Bus::lag);
            LOG.info(
                    "open bus=kafka topics={} group={}",
                    String.join(",", settings.kafkaTopics()),
                    settings.kafkaGroup());
        }
        if (settings.busEndpoint() != null) {
            LOG.info("open bus={}", settings.busEndpoint().replaceFirst("\\?.*", ""));
        }
    }

    private void forget() {
        long before = parts.clock().millis() - settings.retentionRejected().toMillis();
        rejections
                .forget(before)
                .whenComplete(
                        (done, problem) -> {
                            if (Boolean.FALSE.equals(done)) {
                                forget();
                            }
                        });
    }

    /** One line each. */
    List<String> problems() {
        List<String> lines = new ArrayList<>(bus.problems());
        long last = lastRejected.get();
        if (last > 0 && parts.clock().millis() - last < TOLD_MILLIS) {
            lines.add(
                    "records of the bus were rejected within the last hour: see /api/rejected-records");
        }
        return lines;
    }

    @Override
    public void close() {
        parts.vertx().cancelTimer(timer);
        bus.close();
    }
}
