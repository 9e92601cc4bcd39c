package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectCountsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsAsAMapWould(long seed) {
        Random random = new Random(seed);
        SubjectCounts counts = new SubjectCounts();
        Map<String, Integer> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String connector = "c" + random.nextInt(3);
            long subject = subject(random, i);
            String key = connector + "/" + subject;
            int before = model.getOrDefault(key, 0);
            if (random.nextInt(100) < (i / 20_000 % 2 == 0 ? 70 : 30)) {
                assertThat(counts.add(connector, subject)).isEqualTo(before > 0);
                model.put(key, before + 1);
            } else {
                assertThat(counts.remove(connector, subject)).isEqualTo(before > 1);
                model.put(key, Math.max(0, before - 1));
            }
        }
        counts.clear();
        assertThat(counts.add("c0", 1)).isFalse();
    }

    /** Few and many, in runs that collide, negative ones too; never 0. */
    private static long subject(Random random, int i) {
        long subject = random.nextInt(1 + i / 10) << (random.nextBoolean() ? 0 : 12);
        return subject == 0 ? Long.MIN_VALUE : random.nextBoolean() ? subject : -subject;
    }
}
