package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One connector alone and with many around it: what the others cost at the start, at rest, in
 * throughput, and when a file is saved.
 */
final class Many {
    private static final String ALONE = "alone";
    private static final Duration SETTLE = Duration.ofSeconds(8);
    private static final Duration REST = Duration.ofSeconds(20);
    private static final Duration EFFECT = Duration.ofSeconds(30);
    private static final int SAVES = 5;

    private final Settings settings;
    private final Rig rig;
    private final Contender alone;
    private final Contender crowded;

    private Many(Settings settings, Rig rig, int connectors) {
        this.settings = settings;
        this.rig = rig;
        Contenders contenders = new Contenders(settings);
        this.alone = contenders.tidegate(ALONE, new Crowd(0));
        this.crowded =
                contenders.tidegate("with-" + (connectors - 1), new Crowd(connectors - 1));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings = Settings.read();
        System.out.print(Machine.describe(settings.folder()));
        try (Rig rig = new Rig(settings)) {
            new Many(settings, rig, Integer.getInteger("bench.many")).run();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        rest(alone);
        rest(crowded);
        saves();
        Rounds rounds = new Rounds();
        for (int round = 1; round <= settings.timing().rounds(); round++) {
            for (Contender contender : List.of(alone, crowded)) {
                rounds.add(contender.name(), told(round, contender, rig.closed(contender)));
            }
        }
        Report.table(rounds);
        start(rounds, alone);
        Spread start = start(rounds, crowded);
        Report.atMost("start-up of " + crowded.name() + ", s", start, 10);
        Report.atLeast(
                "events/s of one, " + crowded.name() + " by " + ALONE,
                rounds.ratio(crowded.name(), ALONE, Result::eventsPerSecond),
                0.9);
    }

    private static Spread start(Rounds rounds, Contender contender) {
        Spread start =
                Spread.of(rounds.of(contender.name()), result -> result.startMillis() / 1e3);
        System.out.println(contender.name() + ": process to health " + start.show(2) + " s");
        return start;
    }

    /** What it uses while nothing is sent and no file is saved. */
    private void rest(Contender contender) throws IOException, InterruptedException {
        double percent =
                rig.turn(
                        contender,
                        (running, folder) -> {
                            Thread.sleep(SETTLE.toMillis());
                            Usage before = running.child().usage();
                            Thread.sleep(REST.toMillis());
                            Usage after = running.child().usage();
                            long micros = after.cpuMicros() - before.cpuMicros();
                            return micros / 1e4 / REST.toSeconds();
                        });
        System.out.printf(
                Locale.ROOT, "%s: at rest %.2f %% of a core%n", contender.name(), percent);
    }

    private void saves() throws IOException, InterruptedException {
        List<Double> file = new ArrayList<>();
        List<Double> script = new ArrayList<>();
        rig.turn(
                crowded,
                (running, folder) -> {
                    Path routes = folder.resolve("routes");
                    Path log = folder.resolve("log");
                    Path bench = routes.resolve(Contenders.FILE);
                    for (int save = 1; save <= SAVES; save++) {
                        String text = Files.readString(bench);
                        Files.writeString(bench, text.replaceAll("/contacts\\S*", "/contacts?v=" + save));
                        file.add(effect(log, "bench", save));
                        Crowd.saveScript(routes.resolve("hooks/shared-2.js"), 1 + save);
                        script.add(effect(log, "crowd-2", save));
                    }
                    return null;
                });
        System.out.println(
                crowded.name()
                        + ": ms from a save to its effect: a file "
                        + Spread.of(file, ms -> ms).show(0)
                        + ", a script of many "
                        + Spread.of(script, ms -> ms).show(0));
    }

    /** Milliseconds until the log says so for the nth time. */
    private static double effect(Path log, String connector, int times)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < EFFECT.toNanos()) {
            long said =
                    Files.readAllLines(log).stream()
                            .filter(line -> line.endsWith(" reloaded connector=" + connector))
                            .count();
            if (said >= times) {
                return (System.nanoTime() - began) / 1e6;
            }
            Thread.sleep(10);
        }
        throw new IOException("a save of " + connector + " had no effect in " + EFFECT);
    }

    private static Result told(int round, Contender contender, Result result) {
        System.out.printf(
                Locale.ROOT,
                "  round %d %-9s start %.2f s, %,.0f events/s, %.1f µs/event, peak %.0f MiB%n",
                round,
                contender.name(),
                result.startMillis() / 1e3,
                result.eventsPerSecond(),
                result.cpuPerEvent(),
                result.peakMiB());
        return result;
    }
}
