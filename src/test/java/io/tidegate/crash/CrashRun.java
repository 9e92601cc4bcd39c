package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.fault.FaultPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One data folder, one load, and as many processes on it, one after the other, as are killed. */
final class CrashRun implements AutoCloseable {
    final TidegateProcess.Start start;
    final SqlRows rows;
    final Receiver receiver = new Receiver();
    final Producer producer;
    private final Ledger ledger = new Ledger();
    private TidegateProcess process;
    private boolean isLoaded;

    CrashRun(Path folder, long everyMillis, long seed) {
        this(TidegateProcess.Start.in(folder), everyMillis, seed);
    }

    CrashRun(TidegateProcess.Start start, long everyMillis, long seed) {
        this(start, SqlRows.of(start.database()), everyMillis, seed);
    }

    /**
     * @param rows where the journal is; only with SQLite may a process be killed
     */
    CrashRun(TidegateProcess.Start start, SqlRows rows, long everyMillis, long seed) {
        this.start = start;
        this.rows = rows;
        this.producer = new Producer(Traffic.TYPES, Producer.Pace.every(everyMillis), seed);
        Traffic.set(start.routes(), receiver);
    }

    TidegateProcess start() {
        process = TidegateProcess.start(start);
        isLoaded = false;
        loadIfOpen();
        return process;
    }

    /** Starts it with a fault point, which may be reached before it is open; returns when it is. */
    void startUntil(FaultPoint point, int time, Path marker) {
        process =
                TidegateProcess.launch(
                        start.jvm("-Dtidegate.fault=" + point + ":" + time + ":" + marker));
        isLoaded = false;
        await(point + " to be passed for time " + time)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            loadIfOpen();
                            return Files.exists(marker);
                        });
        assertThat(process.isAlive()).as("it is the kill that ends it").isTrue();
    }

    void launchIfDead() {
        if (process == null || !process.isAlive()) {
            process = TidegateProcess.launch(start);
            isLoaded = false;
        }
    }

    /** Points the producer to the process once it takes events. */
    void loadIfOpen() {
        if (!isLoaded && process.isOpen()) {
            producer.to(process);
            isLoaded = true;
        }
    }

    TidegateProcess process() {
        return process;
    }

    void kill() {
        process.kill();
        accountForTheDead();
    }

    Duration stop(Duration atMost) {
        Duration took = process.stop(atMost);
        accountForTheDead();
        return took;
    }

    private void accountForTheDead() {
        await("what the dead process had sent to be read")
                .atMost(Duration.ofSeconds(30))
                .until(receiver::hasNoConnections);
        ledger.killed(
                SqlRows.copyOf(start.database(), start.folder()),
                receiver.arrivals(),
                receiver.life());
        receiver.nextLife();
    }

    /** Waits until all has ended, and holds it against what had been acknowledged. */
    void settle() {
        producer.pause();
        await("everything to end")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () ->
                                assertThat(rows.unfinished())
                                        .as("unfinished, of %s", rows.countByStatus())
                                        .isZero());
        assertThat(producer.wrong()).as("answers that break the contract").isEmpty();
        try {
            ledger.verify(rows, producer.acknowledged(), receiver.arrivals());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + told(e.getMessage()), e);
        }
    }

    /** What attempts and log say of the first delivery that a text names. */
    private String told(String text) {
        Matcher named = Pattern.compile("delivery=(\\d+)").matcher(text);
        if (!named.find()) {
            return "";
        }
        String delivery = named.group(1);
        List<String> told =
                new ArrayList<>(
                        rows.texts(
                                "SELECT 'attempt ' || number || ' at ' || started_at || ': ' || COALESCE(error, 'fine')"
                                        + " FROM attempt WHERE delivery = "
                                        + delivery
                                        + " ORDER BY number"));
        process.log()
                .lines()
                .filter(line -> line.contains(delivery) || line.contains("the journal can"))
                .forEach(told::add);
        return "\n---\n" + String.join("\n", told);
    }

    Ledger.Toll toll() {
        return ledger.toll(receiver.arrivals());
    }

    int acknowledged() {
        return producer.acknowledgedSoFar();
    }

    Map<String, Long> countByStatus() {
        return rows.countByStatus();
    }

    @Override
    public void close() {
        producer.close();
        if (process != null) {
            process.close();
        }
        receiver.close();
    }
}
