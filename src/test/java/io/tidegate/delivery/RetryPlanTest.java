package io.tidegate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.delivery.Reply.Answered;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPlanTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final StageFailed FAILURE = StageFailed.forNow(Stage.REQUEST, "503");

    private final RedeliveryPolicy policy = new RedeliveryPolicy();

    RetryPlanTest() {
        policy.setMaximumRedeliveries(5);
        policy.setRedeliveryDelay(30_000);
        policy.setMaximumRedeliveryDelay(Duration.ofDays(1).toMillis());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void repeatsFiveTimesThirtySecondsApart(int failures) {
        assertThat(delay(failures, null)).hasValue(30_000);
    }

    @Test
    void endsWithTheSixthFailure() {
        assertThat(delay(6, null)).isEmpty();
    }

    @Test
    void noRepeatsMeansThatTheFirstFailureEndsIt() {
        policy.setMaximumRedeliveries(0);

        assertThat(delay(1, null)).isEmpty();
    }

    @Test
    void aFailureThatWouldHappenAgainEndsIt() {
        StageFailed forGood = StageFailed.forGood(Stage.MAPPING, "email is required", null);

        assertThat(plan().next(forGood, null, 1, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 3000", "3, 9000", "4, 20000", "5, 20000"})
    void backOffGrowsToItsMaximumFromTheCountAlone(int failures, long expected) {
        policy.setRedeliveryDelay(1_000);
        policy.setUseExponentialBackOff(true);
        policy.setBackOffMultiplier(3);
        policy.setMaximumRedeliveryDelay(20_000);

        assertThat(delay(failures, null)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void jitterStaysWithinItsPartOfTheDelayHoweverManyFailures(int failures) {
        policy.setUseCollisionAvoidance(true);
        policy.setCollisionAvoidanceFactor(0.2);

        long[] delays =
                LongStream.range(0, 2_000).map(i -> delay(failures, null).orElseThrow()).toArray();

        assertThat(LongStream.of(delays)).allMatch(delay -> delay >= 24_000 && delay <= 36_000);
        assertThat(LongStream.of(delays).distinct().count()).isGreaterThan(100);
    }

    @Test
    void aStatusToGiveUpOnEndsItAtOnce() {
        RetryPlan plan = new RetryPlan(policy, Set.of(400, 401));

        assertThat(plan.next(FAILURE, answered(401, null), 1, NOW)).isEmpty();
        assertThat(plan.next(FAILURE, answered(404, null), 1, NOW)).isPresent();
    }

    @Test
    void aLongerRetryAfterIsObeyed() {
        assertThat(delay(1, "120")).hasValue(120_000);
    }

    @Test
    void aShorterRetryAfterBringsNothingForward() {
        assertThat(delay(1, "3")).hasValue(30_000);
    }

    @Test
    void retryAfterMayBeADate() {
        assertThat(delay(1, "Tue, 14 Nov 2023 22:18:20 GMT")).hasValue(300_000);
        assertThat(delay(1, "Tue, 14 Nov 2023 22:00:00 GMT")).hasValue(30_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "86401",
                "999999999",
                "99999999999999999999999999",
                "Fri, 14 Nov 2098 22:18:20 GMT"
            })
    void retryAfterMovesItByADayAtMost(String header) {
        assertThat(delay(1, header)).hasValue(Duration.ofDays(1).toMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "12s", "١٢٠", "Tue, 99 Nov 2023 22:18:20 GMT"})
    void aRetryAfterThatIsNoneIsPassedOver(String header) {
        assertThat(delay(1, header)).hasValue(30_000);
    }

    @Test
    void retryAfterDoesNotGiveAnotherRepeat() {
        assertThat(delay(6, "120")).isEmpty();
    }

    private OptionalLong delay(int failures, String retryAfter) {
        OptionalLong next = plan().next(FAILURE, answered(503, retryAfter), failures, NOW);
        return next.isPresent() ? OptionalLong.of(next.getAsLong() - NOW) : next;
    }

    private RetryPlan plan() {
        return new RetryPlan(policy, Set.of());
    }

    private static Reply answered(int status, String retryAfter) {
        Map<String, String> headers =
                retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter);
        return new Answered(status, headers, new byte[0]);
    }
}
