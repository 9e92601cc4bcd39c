package io.tidegate.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.delivery.Flight;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.WriterMeter;
import io.tidegate.route.DeliveryMeter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Counts what happens, in Prometheus' format; the names are listed in docs/operations.md. */
public final class Metrics implements DeliveryMeter, WriterMeter {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter accepted = registry.counter("tidegate.events.accepted");
    private final Counter duplicates = registry.counter("tidegate.events.duplicates");
    private final DistributionSummary batch =
            DistributionSummary.builder("tidegate.commit.operations").register(registry);
    private final Timer commit = Timer.builder("tidegate.commit").register(registry);
    private final Map<MultiGauge, Supplier<Map<String, Double>>> gauges = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> deliveries = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> attempts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> records = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> refused = new ConcurrentHashMap<>();

    @Override
    public void accepted(List<Acceptance> acceptances) {
        for (Acceptance acceptance : acceptances) {
            (acceptance.duplicate() ? duplicates : accepted).increment();
            DeliveryLog.accepted(acceptance);
        }
    }

    @Override
    public void ended(Flight flight, DeliveryRecord what) {
        String connector = flight.id().connector();
        counter(deliveries, "tidegate.deliveries", connector, "outcome", what.change().word())
                .increment();
        Attempt attempt = what.made().attempt();
        if (attempt != null) {
            counter(attempts, "tidegate.attempts", connector, "status", statusClass(attempt))
                    .increment();
        }
        DeliveryLog.ended(flight, what);
    }

    private static String statusClass(Attempt attempt) {
        if (attempt.status() == null) {
            return attempt.error() == null ? "sent" : "none";
        }
        return attempt.status() / 100 + "xx";
    }

    private Counter counter(
            Map<String, Map<String, Counter>> counters,
            String name,
            String connector,
            String tag,
            String value) {
        return counters.computeIfAbsent(connector, c -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        value, v -> registry.counter(name, "connector", connector, tag, value));
    }

    @Override
    public void committed(int operations, long nanos) {
        batch.record(operations);
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    public Metrics() {
        refused("(unknown)", "unknown", 0); // there from the start, so that an alert can be set
    }

    /** A post to an inflow connector was refused. */
    public void refused(String connector, String reason) {
        refused(connector, reason, 1);
    }

    private void refused(String connector, String reason, int posts) {
        counter(refused, "tidegate.inflow.refused", connector, "reason", reason).increment(posts);
    }

    /** Records of a topic or queue of the bus were stored, as events or as what is none. */
    public void records(String topic, int events, int rejected) {
        records(topic, "event").increment(events);
        records(topic, "rejected").increment(rejected);
    }

    private Counter records(String topic, String outcome) {
        return records.computeIfAbsent(topic, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        outcome,
                        word ->
                                registry.counter(
                                        "tidegate.bus.records", "topic", topic, "outcome", word));
    }

    private static List<MultiGauge.Row<?>> rows(Map<String, Double> byConnector) {
        return byConnector.entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        one ->
                                MultiGauge.Row.of(
                                        Tags.of("connector", one.getKey()), one.getValue()))
                .toList();
    }

    /** A value that is asked for when somebody looks. */
    public <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).strongReference(true).register(registry);
    }

    /** The same of each connector that has one; asked for at each scrape. */
    public void gauges(String name, Supplier<Map<String, Double>> byConnector) {
        gauges.put(MultiGauge.builder(name).register(registry), byConnector);
    }

    public String scrape() {
        gauges.forEach((gauge, rows) -> gauge.register(rows(rows.get()), true));
        return registry.scrape();
    }
}
