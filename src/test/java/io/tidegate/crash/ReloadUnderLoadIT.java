package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.crash.Reloaded.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connectors are edited, a change a second, while events come; {@code -Dtidegate.reload.changes}
 * says how often, 60 is what is promised.
 */
@Tag("crash")
class ReloadUnderLoadIT {
    private static final int CHANGES = Integer.getInteger("tidegate.reload.changes", 8);
    private static final boolean IS_FULL = CHANGES >= 60;
    private static final int EVENTS =
            Integer.getInteger("tidegate.reload.events", IS_FULL ? 1_000 : 250);
    private static final long EVERY_MILLIS = 1_000;

    /** The promise; in short the machine may have much else to do. */
    private static final long EFFECT_MILLIS = IS_FULL ? 2_000 : 10_000;

    private final Table table =
            new Table(
                    "changes", "events", "events/s", "ms to effect, median", "most", "deliveries");

    @Test
    void aReloadLosesNothingAndRepeatsNothing(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        long seed = Long.getLong("tidegate.crash.seed", System.nanoTime());
        System.out.println("tidegate.crash.seed=" + seed);
        Random random = new Random(seed);
        var start = TidegateProcess.Start.in(folder);
        try (Receiver receiver = new Receiver()) {
            List<Reloaded> connectors =
                    Arrays.stream(Kind.values())
                            .map(kind -> new Reloaded(kind, receiver.url(kind.id())))
                            .toList();
            Random answers = new Random(seed);
            for (Kind kind : Kind.values()) {
                receiver.script(kind.id(), nth -> kind.answer(nth, answers));
            }
            EditedFiles files = new EditedFiles(start, connectors, random);
            try (TidegateProcess process = TidegateProcess.start(start);
                    Producer producer =
                            new Producer(Traffic.TYPES, Producer.Pace.of(EVENTS), seed)) {
                producer.to(process);
                Edits edits = new Edits(files, connectors, process, random);
                long began = System.nanoTime();
                edit(edits);
                long nanos = System.nanoTime() - began;
                double perSecond = producer.acknowledgedSoFar() * 1e9 / nanos;
                edits.last();
                awaitLast(connectors, receiver);
                producer.pause();
                Files.write(folder.resolve("edits"), edits.trace);
                SqlRows rows = SqlRows.of(start.database());
                settle(rows);
                assertThat(producer.wrong()).as("answers that break the contract").isEmpty();
                account(connectors, receiver, rows, producer, edits, perSecond);
                assertThat(process.log()).doesNotContain("a bug", "could not be ended whole");
            }
        }
        table.print("reload");
    }

    private static void edit(Edits edits) {
        for (int change = 1; change <= CHANGES; change++) {
            pause(EVERY_MILLIS);
            edits.next();
        }
    }

    /** What comes in this time is part of the load. */
    private static void pause(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        await("the next change")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> System.nanoTime() >= until);
    }

    /** Whether it came in time is held against the promise later. */
    private static void awaitLast(List<Reloaded> connectors, Receiver receiver) {
        await("the last version of each connector to send")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            Map<String, Integer> last = receiver.lastVersions();
                            return connectors.stream()
                                    .allMatch(
                                            one ->
                                                    last.getOrDefault(one.kind.id(), 0)
                                                            >= one.version);
                        });
    }

    private static void settle(SqlRows rows) {
        await("everything to end")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () ->
                                assertThat(rows.unfinished())
                                        .as("unfinished, of %s", rows.countByStatus())
                                        .isZero());
    }

    private void account(
            List<Reloaded> connectors,
            Receiver receiver,
            SqlRows rows,
            Producer producer,
            Edits edits,
            double perSecond) {
        ReloadAccount account = new ReloadAccount(connectors, receiver.arrivals(), EFFECT_MILLIS);
        Map<String, Integer> ends = account.verify(rows, producer.acknowledged());
        List<Long> effects = account.effects().stream().sorted().toList();
        table.row(
                edits.made.values().stream().mapToInt(n -> n).sum(),
                producer.acknowledgedSoFar(),
                Math.round(perSecond),
                effects.get(effects.size() / 2),
                Collections.max(effects),
                ends + " " + edits.made);
        assertThat(effects)
                .as("ms from a save to its effect, at most %d", EFFECT_MILLIS)
                .allMatch(effect -> effect <= EFFECT_MILLIS);
    }
}
