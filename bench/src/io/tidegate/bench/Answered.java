package io.tidegate.bench;

import java.util.List;
import java.util.Locale;

/**
 * How long the answers to one question took, ms.
 *
 * @param first the very first, when nothing of it had been read before
 * @param items on the first page
 * @param pages that were asked for until one was not empty
 */
record Answered(
        ListQuestion question, double first, List<Double> times, int items, int pages) {

    double median() {
        return Spread.of(times, time -> time).median();
    }

    private double p99() {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }

    String shown() {
        return String.format(
                Locale.ROOT,
                "%8.1f %8.1f %8.1f %8.1f %6d %6d  %s",
                first,
                median(),
                p99(),
                Spread.of(times, time -> time).max(),
                items,
                pages,
                question.shown());
    }
}
