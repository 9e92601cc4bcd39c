package io.tidegate.profile;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * A million inputs, of which Jazzer makes those that take new ways through the code. No {@code
 * Test} by name: Jazzer watches the whole process, connections included, and would judge other
 * tests in it. {@code bench/check fuzz} runs it.
 */
class SanitizerFuzz {
    @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
    void anythingMappedBecomesAProfileOfTheTable(FuzzedDataProvider data) {
        SanitizerFuzzTest.holds(new FuzzedChoices(data));
    }
}
