package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Tidegate as it is, beside itself without counting in the group commit, and without masking log
 * lines: what the two cost.
 */
final class Cost {
    private static final String WHOLE = "tidegate";

    private final Settings settings;
    private final Rig rig;
    private final List<Contender> contenders;

    private Cost(Settings settings, Rig rig) {
        this.settings = settings;
        this.rig = rig;
        Crowd alone = new Crowd(0);
        Settings unmasked =
                settings.with(
                        "-Dlogback.configurationFile="
                                + settings.root().resolve("bench/unmasked.xml"));
        Settings uncounted = settings.from(Path.of(System.getProperty("bench.uncounted")));
        this.contenders =
                List.of(
                        new Contenders(settings).tidegate(WHOLE, alone),
                        new Contenders(uncounted).tidegate("uncounted", alone),
                        new Contenders(unmasked).tidegate("unmasked", alone));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Settings settings = Settings.read();
        System.out.print(Machine.describe(settings.folder()));
        try (Rig rig = new Rig(settings)) {
            new Cost(settings, rig).run();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Rounds rounds = new Rounds();
        for (int round = 1; round <= settings.timing().rounds(); round++) {
            for (Contender contender : contenders) {
                Result result = rig.closed(contender);
                System.out.printf(
                        Locale.ROOT,
                        "  round %d %-10s %,9.0f events/s  %.1f µs/event%n",
                        round,
                        contender.name(),
                        result.eventsPerSecond(),
                        result.cpuPerEvent());
                rounds.add(contender.name(), result);
            }
        }
        Report.table(rounds);
        for (Contender contender : contenders.subList(1, contenders.size())) {
            Report.atLeast(
                    "events/s, " + WHOLE + " by " + contender.name(),
                    rounds.ratio(WHOLE, contender.name(), Result::eventsPerSecond),
                    0.95);
            Report.atMost(
                    "CPU an event, " + WHOLE + " by " + contender.name(),
                    rounds.ratio(WHOLE, contender.name(), Result::cpuPerEvent),
                    1.05);
        }
    }
}
