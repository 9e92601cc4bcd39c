package io.tidegate.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The table and the ratios: medians of the rounds, with least and greatest. */
final class Report {
    private static final String ROW = "%-14s %26s %28s %28s %26s %9s %9s %10s %s%n";

    private Report() {}

    static void table(Rounds rounds) {
        table(rounds, "accept");
    }

    /**
     * @param latency what the latency is that of
     */
    static void table(Rounds rounds, String latency) {
        System.out.printf(
                ROW,
                "",
                "events/s received",
                latency + " p50 ms",
                latency + " p99 ms",
                "CPU µs/event",
                "(around)",
                "peak MiB",
                "refused",
                "failed/missing/doubled");
        rounds.contenders().forEach(name -> row(name, rounds.of(name)));
        System.out.println();
    }

    private static void row(String name, List<Result> results) {
        System.out.printf(
                ROW,
                name,
                Spread.of(results, Result::eventsPerSecond).show(0),
                Spread.of(results, Result::p50).show(2),
                Spread.of(results, Result::p99).show(2),
                Spread.of(results, Result::cpuPerEvent).show(1),
                String.format(
                        Locale.ROOT, "%.1f", Spread.of(results, Result::loadCpuPerEvent).median()),
                String.format(Locale.ROOT, "%.0f", Spread.of(results, Result::peakMiB).max()),
                sum(results, Result.Losses::refused),
                sum(results, Result.Losses::failed)
                        + "/"
                        + sum(results, Result.Losses::missing)
                        + "/"
                        + sum(results, Result.Losses::doubled));
    }

    private static long sum(List<Result> results, ToLongFunction<Result.Losses> count) {
        return results.stream().map(Result::losses).mapToLong(count).sum();
    }

    static void atLeast(String what, Spread ratio, double aim) {
        print(what, ratio, "aim ≥ " + aim, ratio.median() >= aim);
    }

    static void atMost(String what, Spread ratio, double aim) {
        print(what, ratio, "aim ≤ " + aim, ratio.median() <= aim);
    }

    /** Without an aim: what it costs, or gains. */
    static void ratio(String what, Spread ratio) {
        System.out.printf("%-44s %22s%n", what, ratio.show(2));
    }

    private static void print(String what, Spread ratio, String aim, boolean reached) {
        System.out.printf(
                "%-44s %22s   %s: %s%n", what, ratio.show(2), aim, reached ? "reached" : "MISSED");
    }
}
