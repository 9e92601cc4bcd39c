package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Control;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.Flight;
import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Activation;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.FailingConnectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailingSinceTest {
    private final Map<String, Long> rows = new HashMap<>();
    private final List<String> ends = new ArrayList<>();
    private final List<CompletableFuture<Void>> commits = new ArrayList<>();
    private boolean commitsAtOnce = true;
    private long now = 1_000_000;
    private @Nullable Duration after = Duration.ofDays(5);
    private boolean oneAddress = true;
    private @Nullable Activation switched;
    private FailingSince failing = new FailingSince(new Nobody(), new Stepped());

    @BeforeEach
    void start() {
        failing = new FailingSince(new Nobody(), new Stepped());
        failing.use(
                new FailingSince.Partners(
                        id -> terms(), id -> switched, id -> oneAddress, new Known(), new Ended()));
    }

    private Terms terms() {
        return new Terms(
                Retry.DEFAULT,
                true,
                new Control(64, null, null, after, null),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                false);
    }

    private void ended(@Nullable Integer status, @Nullable String error) {
        Event event =
                new Event(
                        new Event.Attributes(
                                "e", "/s", "t", null, null, Event.Attributes.Optional.NONE),
                        new byte[0]);
        Attempt attempt = new Attempt(1, now, 1, status, null, error);
        failing.ended(
                new Flight(new Flight.Id(1, "crm", 0, "1"), event, Flight.Round.FIRST),
                new DeliveryRecord(
                        new DeliveryRef(1, "crm", 0),
                        new Change.Waiting(1, "request", "no"),
                        new DeliveryRecord.Made(1, attempt, null, false),
                        now));
    }

    private void fails() {
        ended(503, "the third party answered 503");
    }

    private void succeeds() {
        ended(200, null);
    }

    private void pass(Duration time) {
        now += time.toMillis();
    }

    @Test
    void endsAConnectorThatFailedForSoLongWithoutASuccess() {
        fails();
        pass(Duration.ofDays(4));
        fails();
        assertThat(ends).isEmpty();
        assertThat(rows).containsEntry("crm", 1_000_000L);

        pass(Duration.ofDays(1));
        fails();

        assertThat(ends)
                .containsExactly(
                        "failed crm: it had nothing but failures since 1970-01-01T00:16:40Z, allowed are 5d");
    }

    @Test
    void oneSuccessBeginsAnew() {
        fails();
        pass(Duration.ofDays(4));
        fails();
        succeeds();
        assertThat(rows).isEmpty();
        pass(Duration.ofDays(2));
        fails();
        pass(Duration.ofDays(3));
        fails();

        assertThat(ends).isEmpty();
    }

    @Test
    void countsThroughAStart() {
        fails();
        pass(Duration.ofDays(4));
        fails();
        start();
        pass(Duration.ofDays(2));
        fails();

        assertThat(ends).hasSize(1);
    }

    @Test
    void aShortOutageIsNotWrittenDown() {
        for (int i = 0; i < 59; i++) {
            fails();
            pass(Duration.ofSeconds(1));
        }
        assertThat(rows).isEmpty();
    }

    @Test
    void nothingEndsBeforeItIsWrittenDown() {
        commitsAtOnce = false;
        fails();
        pass(Duration.ofDays(6));
        fails();
        fails();
        assertThat(ends).isEmpty();

        commits.get(0).complete(null);
        fails();
        assertThat(ends).hasSize(1);
    }

    @Test
    void whatCouldNotBeWrittenDownIsWrittenAtTheNextFailure() {
        commitsAtOnce = false;
        fails();
        pass(Duration.ofDays(6));
        fails();
        commits.get(0).completeExceptionally(new IllegalStateException("away"));
        fails();

        assertThat(commits).hasSize(2);
    }

    @Test
    void aSuccessElsewhereIsSeenInTheRow() {
        fails();
        pass(Duration.ofDays(4));
        fails();
        assertThat(failing.isStill("crm")).isTrue();

        rows.clear(); // another node's

        assertThat(failing.isStill("crm")).isFalse();
        failing.forget("crm");
        pass(Duration.ofDays(2));
        fails();
        assertThat(ends).as("it counts anew").isEmpty();
    }

    private void isSwitched(boolean active) {
        switched = new Activation("crm", active, null, now, "olga");
    }

    @Test
    void anActivationBeginsAnew() {
        fails();
        pass(Duration.ofDays(4));
        fails();
        isSwitched(false);
        pass(Duration.ofDays(4));
        isSwitched(true);
        fails();
        pass(Duration.ofDays(4));
        fails();
        assertThat(ends).isEmpty();

        pass(Duration.ofDays(1));
        fails();
        assertThat(ends)
                .containsExactly(
                        "failed crm: it had nothing but failures since 1970-01-09T00:16:40Z, allowed are 5d");
    }

    @Test
    void whatFailsAfterItWasSwitchedOffIsNotCounted() {
        isSwitched(false);
        fails();
        pass(Duration.ofDays(6));
        fails();
        ended(410, "the third party answered 410");

        assertThat(ends).isEmpty();
        assertThat(rows).isEmpty();
    }

    @Test
    void withoutATimeNothingEnds() {
        after = null;
        fails();
        pass(Duration.ofDays(400));
        fails();

        assertThat(ends).isEmpty();
        assertThat(rows).isEmpty();
    }

    @Test
    void a410EndsAtOnceWhatHasOneAddress() {
        after = null;
        oneAddress = false;
        ended(410, "the third party answered 410");
        assertThat(ends).isEmpty();

        oneAddress = true;
        ended(410, "the third party answered 410");

        assertThat(ends).containsExactly("gone crm: its third party answered 410 Gone");
    }

    private final class Ended implements FailingSince.End {
        @Override
        public void gone(String connector, String reason) {
            ends.add("gone " + connector + ": " + reason);
        }

        @Override
        public void failed(String connector, String reason) {
            ends.add("failed " + connector + ": " + reason);
        }
    }

    private final class Known implements FailingConnectors {
        @Override
        public Map<String, Long> all() {
            return Map.copyOf(rows);
        }

        @Override
        public OptionalLong since(String connector) {
            Long since = rows.get(connector);
            return since == null ? OptionalLong.empty() : OptionalLong.of(since);
        }

        @Override
        public CompletionStage<?> begin(String connector, long since) {
            CompletableFuture<Void> commit = new CompletableFuture<>();
            commits.add(commit);
            if (commitsAtOnce) {
                rows.putIfAbsent(connector, since);
                commit.complete(null);
            }
            return commit;
        }

        @Override
        public void forget(String connector) {
            rows.remove(connector);
        }
    }

    private static final class Nobody implements DeliveryMeter {
        @Override
        public void accepted(List<Acceptance> acceptances) {}

        @Override
        public void ended(Flight flight, DeliveryRecord what) {}
    }

    private final class Stepped extends Clock {
        @Override
        public long millis() {
            return now;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
