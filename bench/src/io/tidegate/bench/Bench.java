package io.tidegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs every contender in turn, several rounds interleaved, and prints what they came to: first
 * those that take events by HTTP, then those that read Kafka.
 */
final class Bench {
    private static final String DURABLE = "tidegate";
    private static final String RAW = "raw";
    private static final String NODES = "nodes-";

    private final Settings settings;
    private final List<Contender> contenders;
    private final Rig rig;

    private Bench(Settings settings, List<Contender> contenders, Rig rig) {
        this.settings = settings;
        this.contenders = contenders;
        this.rig = rig;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings = Settings.read();
        List<String> parts = List.of(System.getProperty("bench.parts").trim().split(" +"));
        System.out.print(Machine.describe(settings.folder()));
        System.out.println(
                "JVM     -Xmx"
                        + settings.heap()
                        + " "
                        + String.join(" ", settings.javaOptions())
                        + "(the rest as the JVM chooses)");
        try (Rig rig = new Rig(settings)) {
            run(settings, parts, rig);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0); // Kafka and PostgreSQL end with us
    }

    /** Both parts have the same work: together they are one table, with each plain route once. */
    private static List<Contender> byHttp(Contenders all, List<String> parts) {
        List<Contender> chosen = new ArrayList<>();
        if (parts.contains("http")) {
            chosen.add(all.tidegate());
        }
        if (parts.contains("nodes")) {
            chosen.addAll(new Nodes(all).byHttp());
        }
        if (!chosen.isEmpty()) {
            chosen.addAll(all.plains());
        }
        if (parts.contains("http")) {
            chosen.add(all.raw());
        }
        return all.chosenOf(chosen);
    }

    private static void run(Settings settings, List<String> parts, Rig rig)
            throws IOException, InterruptedException {
        List<Contender> byHttp = byHttp(new Contenders(settings), parts);
        BusRounds.Size size =
                new BusRounds.Size(
                        Integer.getInteger("bench.events"),
                        Integer.getInteger("bench.rate"),
                        settings.timing().closed());
        try (BusRounds byKafka = new BusRounds(settings, size, rig)) {
            boolean isAsked = parts.contains("kafka") && !byKafka.isEmpty();
            if (byHttp.isEmpty() && !isAsked) {
                throw Contenders.nobody(settings);
            }
            if (!byHttp.isEmpty()) {
                new Bench(settings, byHttp, rig).run();
            }
            if (isAsked) {
                byKafka.run();
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        contenders.forEach(Bench::introduce);
        Rounds closed = closedLoop();
        Optional<String> plain = fasterPlain(closed);
        System.out.printf(
                "%nClosed loop, %d connections, %d s a turn after %d to %d s of warm-up, %d rounds:"
                        + " median (least–greatest)%n",
                settings.connections(),
                settings.timing().closed(),
                settings.timing().warmUp(),
                settings.timing().warmUpMost(),
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
        plain.ifPresent(name -> ratios(closed, NODES, name));
        if (plain.isPresent() && closed.has(DURABLE) && settings.timing().open() > 0) {
            openLoop(plain.get(), closed.median(plain.get(), Result::eventsPerSecond) / 2);
        }
    }

    static void introduce(Contender one) {
        System.out.printf("%-14s %s%n", one.name(), one.settings());
    }

    /** Each number of nodes by what stores nothing, and several by one. */
    static void ratios(Rounds rounds, String nodes, String plain) {
        for (String name : rounds.contenders()) {
            if (name.startsWith(nodes) && !name.equals(plain)) {
                ratio(rounds, name, plain);
            }
        }
        for (String name : rounds.contenders()) {
            if (name.startsWith(nodes) && !name.equals(plain) && !name.equals(nodes + 1)) {
                ratio(rounds, name, nodes + 1);
            }
        }
    }

    private static void ratio(Rounds rounds, String name, String by) {
        if (rounds.has(by)) {
            Report.ratio(
                    "events/s, " + name + " by " + by,
                    rounds.ratio(name, by, Result::eventsPerSecond));
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

    static Result told(int round, Contender contender, Result result) {
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
