package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One data folder, one load, and as many processes on it, one after the other, as are killed. */
final class CrashRun implements AutoCloseable {
    final TidegateProcess.Start start;
    final Receiver receiver = new Receiver();
    final Producer producer;
    private final Path folder;
    private final Ledger ledger = new Ledger();
    private TidegateProcess process;

    CrashRun(Path folder, long everyMillis, long seed) {
        this.folder = folder;
        this.start = TidegateProcess.Start.in(folder);
        this.producer = new Producer(Traffic.TYPES, everyMillis, seed);
        Traffic.set(start.routes(), receiver);
    }

    TidegateProcess start(String... jvm) {
        process = TidegateProcess.start(start.jvm(jvm));
        producer.to(process);
        return process;
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
                SqlRows.copyOf(start.database(), folder), receiver.arrivals(), receiver.life());
        receiver.nextLife();
    }

    /** Waits until all has ended, and holds it against what had been acknowledged. */
    void settle() {
        producer.pause();
        SqlRows rows = SqlRows.of(start.database());
        await("everything to end")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () ->
                                assertThat(rows.unfinished())
                                        .as("unfinished, of %s", rows.countByStatus())
                                        .isZero());
        assertThat(producer.wrong()).as("answers that break the contract").isEmpty();
        ledger.verify(rows, producer.acknowledged(), receiver.arrivals());
    }

    Ledger.Toll toll() {
        return ledger.toll(receiver.arrivals());
    }

    int acknowledged() {
        return producer.acknowledgedSoFar();
    }

    Map<String, Long> countByStatus() {
        return SqlRows.of(start.database()).countByStatus();
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
