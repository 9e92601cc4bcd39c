package io.tidegate.inflow;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tidegate.profile.FuzzedChoices;

/**
 * A million posts, of which Jazzer makes those that take new ways through verifier, readers,
 * mapping and sanitizer. No {@code Test} by name, as {@code SanitizerFuzz}; {@code bench/check
 * fuzz} runs it.
 */
class PostFuzz {
    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void whateverIsPostedIsRefusedOrFits(FuzzedDataProvider data) {
        PostFuzzTest.holds(new FuzzedChoices(data));
    }
}
