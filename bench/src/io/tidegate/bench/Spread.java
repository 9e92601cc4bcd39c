package io.tidegate.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The median of the rounds with the least and the greatest. */
record Spread(double median, double min, double max) {
    static <T> Spread of(List<T> rounds, ToDoubleFunction<T> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    String show(int digits) {
        String number = "%,." + digits + "f";
        String range = min == max ? "" : " (" + number + "–" + number + ")";
        return String.format(Locale.ROOT, number + range, median, min, max);
    }
}
