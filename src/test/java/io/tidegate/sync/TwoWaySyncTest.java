package io.tidegate.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.identity.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random edits of three systems and the provider end with all equal, and then nothing moves. */
class TwoWaySyncTest {
    /** For each of the twelve terms; {@code bench/check sync} takes more. */
    private static final int SEEDS = Integer.getInteger("tidegate.sync.seeds", 1_000);

    private static final int EDITS = 20;

    /** Most that may happen in one run; an echo that circles gets there. */
    private static final long TOO_MUCH = 5_000;

    static Stream<Simulation.Terms> terms() {
        return Stream.of(Conflict.values())
                .flatMap(
                        conflict ->
                                Stream.of(false, true)
                                        .flatMap(
                                                suppressed ->
                                                        Stream.of(false, true)
                                                                .map(
                                                                        tells ->
                                                                                new Simulation
                                                                                        .Terms(
                                                                                        conflict,
                                                                                        suppressed,
                                                                                        tells))));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void allEndEqualAndNothingCircles(Simulation.Terms terms) {
        List<String> wrong = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, terms, false);
            simulation.run(EDITS, TOO_MUCH);
            if (!wrong(simulation).isEmpty()) {
                wrong.add(seed + ": " + wrong(simulation));
                if (wrong.size() == 1) {
                    wrong.addAll(story(seed, terms));
                }
            }
        }
        assertThat(String.join("\n", wrong)).as("of %s seeds", SEEDS).isEmpty();
    }

    /** Empty if nothing is. */
    private static String wrong(Simulation simulation) {
        if (!simulation.nothingIsPending()) {
            return "it does not end";
        }
        StringBuilder wrong = new StringBuilder();
        simulation.systems.forEach(
                (name, system) -> {
                    if (!system.fields().equals(simulation.hub.fields())) {
                        wrong.append(name).append(" has ").append(system.fields()).append(' ');
                    }
                });
        return wrong.isEmpty() ? "" : wrong + "and the provider " + simulation.hub.fields();
    }

    private static List<String> story(long seed, Simulation.Terms terms) {
        Simulation simulation = new Simulation(seed, terms, true);
        simulation.run(EDITS, TOO_MUCH);
        return simulation.story;
    }
}
