package io.tidegate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Transport.Request GET =
            new Transport.Request("GET", "http://x/", Map.of(), null);

    private final Stepped time = new Stepped();
    private final List<Long> sentAt = new ArrayList<>();
    private final Queue<Transport.Response> answers = new ArrayDeque<>();
    private final Transport transport =
            request -> {
                sentAt.add((time.now - Stepped.START) / 1_000_000);
                Transport.Response answer = answers.poll();
                return answer == null ? answer(200, null) : answer;
            };

    /** Sleeping is the passing of time. */
    private static final class Stepped implements RateLimit.Timer {
        /** It overflows within the tests, as it may. */
        private static final long START = Long.MAX_VALUE - 1_000_000_000L;

        private long now = START;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            now += nanos;
        }
    }

    @Test
    void noSecondSeesMoreThanTheLimit() throws Exception {
        Transport limited = limit(50).over(transport);
        for (int i = 0; i < 200; i++) {
            limited.call(GET);
        }

        for (int i = 50; i < sentAt.size(); i++) {
            assertThat(sentAt.get(i) - sentAt.get(i - 50)).isGreaterThanOrEqualTo(1_000);
        }
        assertThat(sentAt.get(199) - sentAt.get(0)).isLessThan(4_300);
    }

    @Test
    void transportsShareOneLimit() throws Exception {
        RateLimit limit = limit(10);
        limit.over(transport).call(GET);
        limit.over(transport).call(GET);

        assertThat(sentAt.get(1) - sentAt.get(0)).isBetween(100L, 110L);
    }

    @Test
    void tooManyPausesForASecondThenForLongerAndThenIsForgotten() throws Exception {
        Transport limited = limit(50).over(transport);
        for (int status : new int[] {429, 429, 200, 429, 200}) {
            answers.add(answer(status, null));
        }

        assertThat(limited.call(GET).status()).isEqualTo(200);
        assertThat(limited.call(GET).status()).isEqualTo(200);

        assertThat(sentAt.get(1) - sentAt.get(0)).isEqualTo(1_000);
        assertThat(sentAt.get(2) - sentAt.get(1)).isEqualTo(2_000);
        assertThat(sentAt.get(4) - sentAt.get(3)).isEqualTo(1_000);
    }

    @Test
    void whatTheProviderSaysOfThePauseIsKept() throws Exception {
        answers.add(answer(429, "4"));

        limit(50).over(transport).call(GET);

        assertThat(sentAt.get(1) - sentAt.get(0)).isEqualTo(4_000);
    }

    @Test
    void aPauseThatIsTooLongForOneCallEndsItAndHoldsTheOthers() throws Exception {
        Transport limited = limit(50).over(transport);
        answers.add(answer(429, "60"));

        Transport.Response refused = limited.call(GET);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThatThrownBy(() -> limited.call(GET))
                .isInstanceOfSatisfying(
                        Transport.Unreachable.class, e -> assertThat(e.neverSent()).isTrue())
                .hasMessage(
                        "GET was not sent: the limit of calls to the identity provider is used up for 60 s");
        assertThat(sentAt).hasSize(1);
    }

    @Test
    void manyThreadsKeepToIt() throws Exception {
        List<Long> sent = java.util.Collections.synchronizedList(new ArrayList<>());
        Transport limited =
                new RateLimit(200, Duration.ofSeconds(20))
                        .over(
                                request -> {
                                    sent.add(System.nanoTime());
                                    return answer(200, null);
                                });
        ExecutorService threads = Executors.newFixedThreadPool(20);
        for (int i = 0; i < 300; i++) {
            threads.submit(() -> limited.call(GET));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        sent.sort(null);
        assertThat(sent).hasSize(300);
        assertThat(sent.get(299) - sent.get(0)).isGreaterThan(1_400_000_000L);
    }

    private RateLimit limit(int perSecond) {
        return new RateLimit(perSecond, Duration.ofSeconds(10), time);
    }

    private static Transport.Response answer(int status, String after) {
        return new Transport.Response(
                status, after == null ? Map.of() : Map.of("retry-after", after), new byte[0], 1);
    }
}
