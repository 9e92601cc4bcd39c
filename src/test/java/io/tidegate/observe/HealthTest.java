package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.event.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final ManualClock clock = new ManualClock("2026-03-01T10:00:00Z");
    private final List<String> degraded = new ArrayList<>();
    private Backlog backlog = Backlog.NONE;
    private long lastEnded = clock.millis();
    private boolean writable = true;
    private final Health health =
            new Health(
                    new Health.Parts(
                            () -> backlog, () -> lastEnded, () -> writable, () -> degraded),
                    clock);

    @BeforeEach
    void open() {
        health.open();
    }

    @Test
    void isRedUntilItIsOpenAndOnceItCloses() throws Exception {
        Health fresh =
                new Health(
                        new Health.Parts(() -> backlog, () -> 0, () -> true, () -> degraded),
                        clock);
        assertThat(fresh.report().status()).isEqualTo(503);
        assertThat(json(fresh))
                .containsEntry("status", "down")
                .containsEntry("intake", "closed")
                .containsEntry("reason", "routes are not loaded, or it stops");

        fresh.open();
        assertThat(fresh.report().status()).isEqualTo(200);
        fresh.closing();
        assertThat(fresh.report().status()).isEqualTo(503);
    }

    @Test
    void isGreenWithNothingToDoHoweverLongAgoTheLastAttemptWas() throws Exception {
        clock.advance(Duration.ofDays(30));

        assertThat(health.report().status()).isEqualTo(200);
        assertThat(json(health)).containsEntry("status", "up").containsEntry("intake", "open");
    }

    @Test
    void isRedWhenWorkWasDueForAMinuteAndNothingEnded() throws Exception {
        backlog = new Backlog(3, 0, clock.millis(), clock.millis());

        clock.advance(Duration.ofMillis(59_999));
        assertThat(health.report().status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(health.report().status()).isEqualTo(503);
        assertThat(json(health))
                .containsEntry("reason", "work is due for 60 s and no attempt ended");
    }

    @Test
    void isGreenWhileAttemptsEndWhateverTheirResult() {
        backlog = new Backlog(100_000, 0, clock.millis(), clock.millis());
        clock.advance(Duration.ofHours(5));
        lastEnded = clock.millis() - 59_999;

        assertThat(health.report().status()).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(health.report().status()).isEqualTo(503);
    }

    @Test
    void isGreenWhileAllThereIsWaitsForItsTime() {
        backlog = new Backlog(0, 100_000, 0, clock.millis());
        clock.advance(Duration.ofHours(5));

        assertThat(health.report().status()).isEqualTo(200);
    }

    @Test
    void namesWhatIsDegradedAtGreen() throws Exception {
        degraded.add("connector crm-contacts: its file is gone, deliveries are held");
        writable = false;
        backlog = new Backlog(2, 5, 0, clock.millis());

        assertThat(health.report().status()).isEqualTo(200);
        assertThat(json(health))
                .containsEntry("journal", "cannot be written, tried again by itself")
                .containsEntry("pending", 2)
                .containsEntry("waiting", 5)
                .containsEntry("degraded", degraded);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Health health) throws Exception {
        return (Map<String, Object>) Json.parse(health.report().body());
    }
}
