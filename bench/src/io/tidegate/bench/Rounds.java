package io.tidegate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results of each contender, in the order of the rounds. */
final class Rounds {
    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    void add(String contender, Result result) {
        results.computeIfAbsent(contender, name -> new ArrayList<>()).add(result);
    }

    List<String> contenders() {
        return List.copyOf(results.keySet());
    }

    List<Result> of(String contender) {
        return results.get(contender);
    }

    boolean has(String contender) {
        return results.containsKey(contender);
    }

    double median(String contender, ToDoubleFunction<Result> value) {
        return Spread.of(of(contender), value).median();
    }

    /** One contender by another, round by round: what disturbed the machine disturbed both. */
    Spread ratio(String contender, String by, ToDoubleFunction<Result> value) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(of(contender).size(), of(by).size()); round++) {
            ratios.add(
                    value.applyAsDouble(of(contender).get(round))
                            / value.applyAsDouble(of(by).get(round)));
        }
        return Spread.of(ratios, Double::doubleValue);
    }
}
