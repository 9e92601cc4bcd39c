package io.tidegate.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs every contender in turn, several rounds interleaved, and prints what they came to. */
final class Bench {
    private static final String DURABLE = "tidegate";
    private static final String RAW = "raw";

    private final Settings settings;
    private final List<Contender> contenders;
    private final Rig rig;

    private Bench(Settings settings, Rig rig) {
        this.settings = settings;
        this.contenders = new Contenders(settings).chosen();
        this.rig = rig;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings = Settings.read();
        System.out.print(Machine.describe(settings.folder()));
        try (Rig rig = new Rig(settings)) {
            new Bench(settings, rig).run();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(
                "JVM     -Xmx"
                        + settings.heap()
                        + " "
                        + String.join(" ", settings.javaOptions())
                        + "(the rest as the JVM chooses)");
        contenders.forEach(one -> System.out.printf("%-14s %s%n", one.name(), one.settings()));
        Rounds closed = closedLoop();
        Optional<String> plain = fasterPlain(closed);
        System.out.printf(
                "%nClosed loop, %d connections, %d s a turn after %d s of warm-up, %d rounds:"
                        + " median (least–greatest)%n",
                settings.connections(),
                settings.timing().closed(),
                settings.timing().warmUp(),
                settings.timing().rounds());
        Report.table(closed);
        plain.ifPresent(
                name ->
                        System.out.println(
                                "The plain route is " + name + ", the faster of those measured."));
        if (closed.has(DURABLE)) {
            plain.ifPresent(name -> throughput(closed, name, 2));
        }
        if (closed.has(DURABLE) && closed.has(RAW)) {
            throughput(closed, RAW, 0.65);
        }
        if (plain.isPresent() && settings.timing().open() > 0) {
            openLoop(plain.get(), closed.median(plain.get(), Result::eventsPerSecond) / 2);
        }
    }

    private static void throughput(Rounds rounds, String by, double aim) {
        Report.atLeast(
                "events/s, tidegate by " + by,
                rounds.ratio(DURABLE, by, Result::eventsPerSecond),
                aim);
    }

    private static Optional<String> fasterPlain(Rounds rounds) {
        return rounds.contenders().stream()
                .filter(name -> name.startsWith("plain"))
                .max(
                        Comparator.comparingDouble(
                                name -> rounds.median(name, Result::eventsPerSecond)));
    }

    private Rounds closedLoop() throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int round = 1; round <= settings.timing().rounds(); round++) {
            for (Contender contender : contenders) {
                rounds.add(contender.name(), told(round, contender, rig.closed(contender)));
            }
        }
        return rounds;
    }

    private void openLoop(String plain, double rate) throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int round = 1; round <= settings.timing().rounds(); round++) {
            for (Contender contender : contenders) {
                if (contender.name().equals(plain) || contender.name().equals(DURABLE)) {
                    rounds.add(
                            contender.name(),
                            told(round, contender, rig.open(contender, (long) rate)));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nOpen loop, %,.0f events/s (half of %s), %d s a turn, %d rounds: median"
                        + " (least–greatest)%n",
                rate,
                plain,
                settings.timing().open(),
                settings.timing().rounds());
        Report.table(rounds);
        if (rounds.has(DURABLE)) {
            Report.atMost(
                    "p99 of acceptance, tidegate by " + plain,
                    rounds.ratio(DURABLE, plain, Result::p99),
                    3);
        }
    }

    private static Result told(int round, Contender contender, Result result) {
        System.out.printf(
                Locale.ROOT,
                "  round %d %-14s %,9.0f events/s  p50 %.2f ms  p99 %.2f ms  %.1f µs/event%n",
                round,
                contender.name(),
                result.eventsPerSecond(),
                result.p50(),
                result.p99(),
                result.cpuPerEvent());
        return result;
    }
}
