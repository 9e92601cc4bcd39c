package io.tidegate.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random edits of three systems and the provider end with all equal, and then nothing moves. */
class TwoWaySyncTest {
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
        int echoes = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, terms);
            long happened = simulation.run(EDITS, TOO_MUCH);
            check(simulation, seed, happened);
            echoes += simulation.echoesSkipped;
        }
        assertThat(echoes).as("echoes that were skipped").isGreaterThan(SEEDS);
    }

    private static void check(Simulation simulation, long seed, long happened) {
        List<String> story = simulation.story;
        String whole = "seed " + seed + "\n" + String.join("\n", story) + "\n";
        assertThat(happened).as("what happened, %s", whole).isLessThan(TOO_MUCH);
        assertThat(simulation.nothingIsPending()).as("nothing is pending, %s", whole).isTrue();
        simulation.systems.forEach(
                (name, system) ->
                        assertThat(system.fields())
                                .as("%s, %s", name, whole)
                                .isEqualTo(simulation.hub.fields()));
    }
}
