package io.tidegate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.profile.SanitizeTerms.Misfit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever was mapped, the result satisfies the table and stays as it is. In short; {@link
 * SanitizerFuzz} is the long form.
 */
class SanitizerFuzzTest {
    private static final int SHORT = 4_000;

    @Test
    void anythingMappedBecomesAProfileOfTheTable() {
        long seed = Long.getLong("tidegate.fuzz.seed", System.nanoTime());
        for (int i = 0; i < SHORT; i++) {
            Choices choices = Choices.of(new Random(seed + i));
            try {
                holds(choices);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dtidegate.fuzz.seed=" + (seed + i), e);
            }
        }
    }

    /** Fails if anything of it does not hold for this input. */
    static void holds(Choices choices) {
        SanitizeTerms terms = HostileProfiles.terms(choices);
        Map<String, Object> mapped = HostileProfiles.make(choices);
        Sanitized sanitized = Sanitizer.sanitize(mapped, terms, HostileProfiles.FOUND);
        areShowable(sanitized.changes());
        if (sanitized instanceof Sanitized.Unfit unfit) {
            assertThat(unfit.refused()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
            assertThat(terms.unknown() == Misfit.REFUSE || terms.invalid() == Misfit.REFUSE)
                    .isTrue();
            unfit.refused().forEach(refused -> isShowable(refused.toString()));
            return;
        }
        Sanitized.Fit fit = (Sanitized.Fit) sanitized;
        new ProfileOracle(terms.html(), HostileProfiles.FOUND).judge(fit.profile());
        assertThat(Sanitizer.sanitize(fit.profile(), terms, HostileProfiles.FOUND))
                .as("again, of %s", mapped)
                .isEqualTo(new Sanitized.Fit(fit.profile(), List.of()));
    }

    private static void areShowable(List<Cleaned> changes) {
        assertThat(changes).hasSizeLessThanOrEqualTo(101);
        for (Cleaned change : changes) {
            isShowable(change.field() + change.change() + change.was() + change.now());
        }
    }

    /** No control characters, no halves of characters, not long. */
    private static void isShowable(String text) {
        assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cs}]").hasSizeLessThan(1_000);
    }
}
