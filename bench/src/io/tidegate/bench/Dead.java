package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A dead destination beside a healthy one: what a million events that are parked for the one cost
 * the other, and how they go out when it comes back.
 */
final class Dead {
    private static final String WITHOUT = "without";
    private static final String WITH = "with";
    private static final double AIM = 0.95;
    private static final double TOLERANCE = 0.1;
    /** A breaker's {@code for}: so late may the first one come. */
    private static final Duration BREAKER = Duration.ofSeconds(5);

    /** A breaker's {@code after}. */
    private static final int TRIES = 20;

    private static final Duration OPENS = Duration.ofSeconds(60);
    private static final String CONNECTOR =
            """
            - outflow:
                id: %1$s
                on: com.acme.%1$s
                mapping: { event: $.id }
                to: http://127.0.0.1:%2$d/parked
                retry: { attempts: 100, delay: 30s }
                breaker: { after: %5$d, failureRate: 100, for: %4$ds }
                rateLimit: %3$d/s
            """;

    private final Settings settings;
    private final Size size;
    private final Rig rig;
    private final List<String> broken = new ArrayList<>();

    /**
     * @param rate a second, of each of the two connectors
     * @param seconds for which the return is watched
     */
    record Size(int parked, int rate, int seconds) {}

    private Dead(Settings settings, Size size, Rig rig) {
        this.settings = settings;
        this.size = size;
        this.rig = rig;
    }

    public static void main(String[] args)
            throws IOException, InterruptedException, SQLException {
        Settings settings = Settings.read();
        System.out.print(Machine.describe(settings.folder()));
        Size size =
                new Size(
                        Integer.getInteger("bench.parked"),
                        Integer.getInteger("bench.rate"),
                        Integer.getInteger("bench.drain"));
        int status = 1;
        try (Rig rig = new Rig(settings)) {
            Dead dead = new Dead(settings, size, rig);
            for (String name : System.getProperty("bench.databases").split("[ ,]+")) {
                dead.check(name);
            }
            status = dead.verdict();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        System.exit(status); // PostgreSQL ends with us
    }

    private void check(String name) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createDirectories(settings.folder().resolve(name));
        Parked parked = new Parked(size.parked(), System.currentTimeMillis());
        List<String> argument = List.of(String.valueOf(size.parked()));
        try (Child returning = rig.talking(Returning.class, "-Xmx128m", argument);
                JournalDatabase delivered = made(name, folder.resolve(WITHOUT));
                JournalDatabase waiting = made(name, folder.resolve(WITH))) {
            int port = (int) returning.hear().get("port");
            String url = "http://127.0.0.1:" + port + "/parked";
            new ParkedJournal(parked, delivered, url).write(false);
            new ParkedJournal(parked, waiting, url).write(true);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %,d events, %s: all delivered; %s: all parked, the destination is dead%n",
                    name,
                    size.parked(),
                    WITHOUT,
                    WITH);
            Contender with = on(WITH, waiting, port);
            compare(name, on(WITHOUT, delivered, port), with);
            long refused = count(port).get("refused");
            rig.turn(with, (running, turn) -> comeBack(name, parked, port, refused));
        }
        Folders.delete(folder);
    }

    private static JournalDatabase made(String name, Path folder) throws IOException {
        return JournalDatabase.of(name, Files.createDirectories(folder));
    }

    /** Tidegate on a journal that outlives its turn. */
    private Contender on(String name, JournalDatabase database, int port) {
        Contenders contenders = new Contenders(settings);
        Map<String, String> journal =
                database.isSqlite()
                        ? Map.of("TIDEGATE_DATABASE_URL", database.url())
                        : Map.of(
                                "TIDEGATE_DATABASE_URL",
                                database.url(),
                                "TIDEGATE_DATABASE_USER",
                                "postgres");
        return new Contender(
                name,
                contenders.told(),
                1,
                place -> {
                    Path routes = Contenders.routes(place);
                    for (int number = 1; number <= 2; number++) {
                        String id = Parked.connector(number);
                        Files.writeString(
                                routes.resolve(id + ".camel.yaml"),
                                CONNECTOR.formatted(id, port, size.rate(), BREAKER.toSeconds(), TRIES));
                    }
                    Path data = place.folder().resolve("data");
                    return new Contender.Launched(
                            List.of(contenders.server(place.port(), routes, data, journal)),
                            List.of(new Lasting(database)));
                });
    }

    /** Is there before and after a turn. */
    private record Lasting(JournalDatabase database) implements Contender.Beside {
        @Override
        public long cpuMicros() throws IOException {
            return database.cpuMicros();
        }

        @Override
        public void close() {}
    }

    private void compare(String name, Contender without, Contender with)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int round = 1; round <= settings.timing().rounds(); round++) {
            for (Contender contender : List.of(without, with)) {
                rounds.add(contender.name(), told(round, contender));
            }
        }
        System.out.println();
        Report.table(rounds);
        Spread ratio = rounds.ratio(WITH, WITHOUT, Result::eventsPerSecond);
        Report.atLeast("events/s of the healthy one, with by without", ratio, AIM);
        if (ratio.median() < AIM) {
            broken.add(
                    String.format(
                            Locale.ROOT,
                            "%s: the healthy one reached %.2f of what it does without, aim %.2f",
                            name,
                            ratio.median(),
                            AIM));
        }
    }

    private Result told(int round, Contender contender) throws IOException, InterruptedException {
        return rig.turn(
                contender,
                (running, folder) -> {
                    try (Watch watch = new Watch(running.port())) {
                        Result result = Bench.told(round, contender, rig.closed(running));
                        System.out.printf(
                                Locale.ROOT,
                                "    start %.1f s, health in %.0f ms at most, it counts %,d pending%n",
                                result.startMillis() / 1e3,
                                watch.slowest(),
                                watch.pending());
                        mustHold(contender, watch);
                        return result;
                    }
                });
    }

    /** Otherwise something else was measured. */
    private void mustHold(Contender contender, Watch watch) {
        if (watch.unhealthy() > 0) {
            broken.add(contender.name() + ": health failed " + watch.unhealthy() + " times");
        }
        boolean isParked = watch.pending() >= size.parked() * 0.9;
        if (isParked != contender.name().equals(WITH)) {
            broken.add(contender.name() + ": " + watch.pending() + " deliveries were pending");
        }
    }

    private Void comeBack(String name, Parked parked, int port, long refusedBefore)
            throws IOException, InterruptedException {
        Figures dead = awaitOpen(refusedBefore, port);
        System.out.printf(
                Locale.ROOT, "  %,d requests were answered with 503 until then%n", dead.get("refused"));
        Http.get(port, "/live");
        Thread.sleep(watched(parked).plus(BREAKER).toMillis());
        Figures came = count(port);
        rate(name, Parked.connector(2), came.get("even"), came.get("even-nanos"));
        rate(name, Parked.connector(1), came.get("odd"), came.get("odd-nanos"));
        System.out.printf(
                Locale.ROOT,
                "  %,d were not the first of their subject; out of order, left out or twice: %d%n",
                came.get("later"),
                came.get("wrong"));
        if (came.get("wrong") > 0) {
            broken.add(name + ": " + came.get("wrong") + " came out of their subject's order");
        }
        return null;
    }

    /** The backlog must not end meanwhile: what comes after it is not what the limit lets through. */
    private Duration watched(Parked parked) {
        long most = (long) (0.6 * parked.even() / size.rate() * 1_000);
        return Duration.ofMillis(Math.min(most, size.seconds() * 1_000L));
    }

    /** Waits until breakers must have opened, and no more is tried than one of each now and then. */
    private static Figures awaitOpen(long refusedBefore, int port)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + OPENS.toNanos();
        Figures before = count(port);
        while (System.nanoTime() < until) {
            Thread.sleep(2_000);
            Figures now = count(port);
            boolean isTried = now.get("refused") - refusedBefore >= 2 * TRIES;
            if (isTried && now.get("refused") - before.get("refused") <= 2) {
                return now;
            }
            before = now;
        }
        throw new IOException(
                "the breakers did not open within " + OPENS.toSeconds() + " s; the bench ends here");
    }

    private static Figures count(int port) throws IOException, InterruptedException {
        return Figures.parse(Http.get(port, "/count").body());
    }

    private void rate(String name, String connector, long came, long nanos) {
        double rate = came / Math.max(1.0, nanos) * 1e9;
        boolean isKept = Math.abs(rate - size.rate()) <= size.rate() * TOLERANCE;
        System.out.printf(
                Locale.ROOT,
                "  %s: %,d came in %.1f s, %.0f a second, its limit is %d%n",
                connector,
                came,
                nanos / 1e9,
                rate,
                size.rate());
        if (!isKept) {
            broken.add(
                    String.format(
                            Locale.ROOT,
                            "%s: %s sent %.0f a second, its limit is %d",
                            name,
                            connector,
                            rate,
                            size.rate()));
        }
    }

    private int verdict() {
        System.out.println();
        broken.forEach(System.out::println);
        System.out.println(
                broken.isEmpty() ? "all that was promised held" : "not all that was promised held");
        return broken.isEmpty() ? 0 : 1;
    }
}
