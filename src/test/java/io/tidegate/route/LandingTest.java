package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.Retry;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Reply.Answered;
import io.tidegate.delivery.RetryPlan;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Event;
import io.tidegate.event.Event.Attributes;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each transition that the end of a route may bring. */
class LandingTest {
    private static final long NOW = 1_700_000_100_000L;
    private static final long BEGAN = NOW - 40;
    private static final RetryPlan PLAN = Failures.plan(Retry.DEFAULT);
    private static final OutboundRequest REQUEST =
            new OutboundRequest("PUT", "https://h/{{secret:x}}", Map.of("A", "1"), new byte[] {1});

    private final Landing landing = new Landing(() -> 77);

    @Test
    void aTwoHundredIsDelivered() {
        Flight flight = sent(Flight.Round.FIRST, answered(200));

        DeliveryRecord record = landing.end(flight, null, PLAN, NOW);

        assertThat(record.change()).isEqualTo(new Change.Delivered(null));
        assertThat(record.delivery().id()).isEqualTo(5);
        assertThat(record.delivery().connector()).isEqualTo("crm");
        assertThat(record.delivery().subjectHash()).isEqualTo(9);
        assertThat(record.at()).isEqualTo(NOW);
        assertThat(record.made().attempts()).isEqualTo(1);
        Attempt attempt = record.made().attempt();
        assertThat(attempt.number()).isEqualTo(1);
        assertThat(attempt.status()).isEqualTo(200);
        assertThat(attempt.startedAt()).isEqualTo(BEGAN);
        assertThat(attempt.error()).isNull();
    }

    @Test
    void aTwoHundredWithHooksKeepsTheAnswerForThem() {
        Flight flight = sent(Flight.Round.FIRST, answered(201));

        Change.Delivered change = (Change.Delivered) Landing.success(flight, NOW).change();

        assertThat(change.forHooks().status()).isEqualTo(201);
        assertThat(change.forHooks().body()).asString().isEqualTo("answer");
    }

    @Test
    void aFailureWaitsForItsNextTimeAndStoresTheRequestWithReferences() {
        Flight flight = sent(Flight.Round.FIRST, answered(503));

        DeliveryRecord record = landing.end(flight, refused("503"), PLAN, NOW);

        assertThat(record.change()).isEqualTo(new Change.Waiting(NOW + 30_000, "request", "503"));
        assertThat(record.made().requestIsStored()).isFalse();
        assertThat(record.made().request().url()).isEqualTo("https://h/{{secret:x}}");
        assertThat(record.made().attempt().error()).isEqualTo("503");
        assertThat(record.made().attempt().status()).isEqualTo(503);
    }

    @Test
    void theSixthFailureOfARoundIsAFailedQuery() {
        Flight flight = sent(new Flight.Round(5, 5, 1_000L), answered(503));

        Change.Failed failed =
                (Change.Failed) landing.end(flight, refused("503"), PLAN, NOW).change();

        assertThat(failed.stage()).isEqualTo("request");
        assertThat(failed.reason()).isEqualTo("503");
        assertThat(failed.query().id()).isEqualTo(77);
        assertThat(failed.query().eventId()).isEqualTo("e1");
        assertThat(failed.query().eventType()).isEqualTo("Register");
        assertThat(failed.query().subject()).isEqualTo("u1");
        assertThat(failed.query().tries()).isEqualTo(new Change.Tries(6, 1_000L, NOW));
    }

    @Test
    void aReplayHasFreshRetriesAndGoesOnCountingAttempts() {
        Flight flight = sent(new Flight.Round(6, 0, null), answered(503));

        DeliveryRecord record = landing.end(flight, refused("503"), PLAN, NOW);

        assertThat(record.change()).isInstanceOf(Change.Waiting.class);
        assertThat(record.made().attempts()).isEqualTo(7);
        assertThat(record.made().attempt().number()).isEqualTo(7);
    }

    @Test
    void aFinalFailureBeforeARequestIsAFailedQueryWithoutAttempts() {
        Flight flight = flight(Flight.Round.FIRST);
        flight.at(Stage.MAPPING);
        StageFailed failure = StageFailed.forGood(Stage.MAPPING, "email is required", null);

        DeliveryRecord record = landing.end(flight, failure, PLAN, NOW);

        Change.Failed failed = (Change.Failed) record.change();
        assertThat(failed.stage()).isEqualTo("mapping");
        assertThat(failed.query().tries()).isEqualTo(new Change.Tries(0, null, NOW));
        assertThat(record.made().attempt()).isNull();
        assertThat(record.made().attempts()).isZero();
        assertThat(record.made().request()).isNull();
    }

    @Test
    void aCamelStepThatFailsBeforeTheRequestIsRepeatedAndCounts() {
        Flight flight = flight(Flight.Round.FIRST);
        StageFailed failure = StageFailed.forNow(Stage.BEFORE, "the CRM is down");

        DeliveryRecord record = landing.end(flight, failure, PLAN, NOW);

        assertThat(record.change())
                .isEqualTo(new Change.Waiting(NOW + 30_000, "before", "the CRM is down"));
        assertThat(record.made().attempts()).isEqualTo(1);
        assertThat(record.made().attempt().status()).isNull();
        assertThat(record.made().attempt().durationMs()).isZero();
    }

    @Test
    void anAttemptWhoseReferencesAreMissingTookNoTime() {
        Flight flight = flight(Flight.Round.FIRST);
        flight.built(REQUEST);
        flight.started(BEGAN);

        DeliveryRecord record = landing.end(flight, refused("no secret"), PLAN, NOW);

        assertThat(record.made().attempt().durationMs()).isZero();
    }

    @Test
    void aRuleThatDoesNotHoldSkipsWithoutAnAttempt() {
        Flight flight = flight(Flight.Round.FIRST);
        flight.skippedBy("$[?(@.data.x)]");

        DeliveryRecord record = landing.end(flight, null, PLAN, NOW);

        assertThat(record.change()).isEqualTo(new Change.Skipped("rule", "$[?(@.data.x)]"));
        assertThat(record.made().attempt()).isNull();
        assertThat(record.made().attempts()).isZero();
    }

    @Test
    void hooksThatEndWellKeepTheirResult() {
        Flight flight = flight(new Flight.Round(1, 1, 1L)).onlyHooks(answered(200));
        flight.result(Map.of("crmId", 7));

        DeliveryRecord record = landing.end(flight, null, PLAN, NOW);

        assertThat(record.change()).isEqualTo(new Change.HooksDone("{\"crmId\":7}"));
        assertThat(record.made().attempts()).isEqualTo(1);
        assertThat(record.made().attempt()).isNull();
    }

    @Test
    void aHookThatFailsNeverRepeatsTheRequest() {
        Flight flight = sent(Flight.Round.FIRST, answered(200));
        flight.recordedSuccess();
        flight.at(Stage.AFTER);

        DeliveryRecord record =
                landing.end(flight, StageFailed.forNow(Stage.AFTER, "line 3"), PLAN, NOW);

        assertThat(record.change()).isEqualTo(new Change.HooksFailed("after", "line 3"));
    }

    @Test
    void ofALongAnswerTheAttemptKeepsEightKibibytes() {
        Flight flight = sent(Flight.Round.FIRST, new Answered(500, Map.of(), new byte[20 * 1024]));

        DeliveryRecord record = landing.end(flight, refused("500"), PLAN, NOW);

        assertThat(record.made().attempt().response()).hasSize(Attempt.MAX_RESPONSE);
    }

    @Test
    void aStoredRequestIsNotStoredAgain() {
        Flight flight = flight(new Flight.Round(1, 1, 1L)).repeating(REQUEST);
        flight.started(BEGAN);
        flight.ended(answered(503));

        assertThat(landing.end(flight, refused("503"), PLAN, NOW).made().requestIsStored())
                .isTrue();
    }

    private static StageFailed refused(String reason) {
        return StageFailed.forNow(Stage.REQUEST, reason);
    }

    private static Answered answered(int status) {
        return new Answered(status, Map.of(), "answer".getBytes(StandardCharsets.UTF_8));
    }

    private static Flight sent(Flight.Round round, Reply reply) {
        Flight flight = flight(round);
        flight.built(REQUEST);
        flight.at(Stage.REQUEST);
        flight.started(BEGAN);
        flight.ended(reply);
        return flight;
    }

    private static Flight flight(Flight.Round round) {
        Event event =
                new Event(
                        new Attributes(
                                "e1", "/test", "Register", "u1", null, Attributes.Optional.NONE),
                        "{}".getBytes(StandardCharsets.UTF_8));
        return new Flight(new Flight.Id(5, "crm", 9, "5"), event, round);
    }
}
