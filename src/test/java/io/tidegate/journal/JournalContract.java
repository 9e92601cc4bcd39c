package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.await;
import static io.tidegate.journal.JournalUnderTest.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Event;
import io.tidegate.event.Provenance;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Acceptance.NewDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What accepting promises, on every database; {@link RecordContract} goes on where a delivery was
 * attempted.
 */
abstract class JournalContract {
    final SteppedClock clock = new SteppedClock("2026-02-01T10:00:00Z");
    JournalSettings settings;
    JournalUnderTest journal;

    /** A database that nobody has used. */
    abstract JournalSettings fresh();

    @BeforeEach
    void open() {
        settings = fresh();
        journal = new JournalUnderTest(settings, clock);
    }

    private static final String TRACEPARENT =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @AfterEach
    void close() {
        journal.close();
    }

    void reopen() {
        journal.close();
        journal = new JournalUnderTest(settings, clock);
    }

    @Test
    void whereAnEventCameFromIsReadBackWithItsDeliveries() {
        journal.accept(event("e1", "crm", "s").from(new Provenance("billing", 77L)));
        journal.accept(event("e2", "crm", "t"));
        reopen();
        assertThat(journal.journal.due("crm", clock.millis(), 10))
                .extracting(due -> due.event().provenance())
                .containsExactly(new Provenance("billing", 77L), Provenance.UNKNOWN);
    }

    @Test
    void theTraceOfAnEventIsReadBackAndItsOwnAttributeIsOneToo() {
        TraceContext given = TraceContext.of(TRACEPARENT, "a=1, b=2");
        var own = new Event.Attributes.Optional(null, Map.of("traceparent", TRACEPARENT));
        journal.accept(event("e1", "crm", "s").in(given));
        journal.accept(
                new Event(
                        new Event.Attributes("e2", "urn:a", "crm", "t", null, own),
                        "{}".getBytes(UTF_8)));
        journal.accept(event("e3", "crm", "u"));
        reopen();

        assertThat(journal.journal.due("crm", clock.millis(), 10))
                .extracting(due -> due.event().trace())
                .containsExactly(given, TraceContext.of(TRACEPARENT, null), null);
    }

    @Test
    void anAcceptedEventIsReadBackAsItWas() throws Exception {
        byte[] data = "{\"name\":\"Zoë 🐙\",\"n\":12345678901234567890}".getBytes(UTF_8);
        var optional =
                new Event.Attributes.Optional(
                        "application/json", Map.of("traceid", "t1", "flag", true, "n", 7));
        var attributes =
                new Event.Attributes(
                        "e1", "urn:a", "crm", "user/1", "2026-01-31T12:00:00Z", optional);
        journal.accept(new Event(attributes, data));
        reopen();

        Due due = journal.journal.due("crm", clock.millis(), 10).get(0);

        assertThat(due.event().data()).isEqualTo(data);
        assertThat(due.event().root()).isEqualTo(new Event(attributes, data).root());
        assertThat(due.progress()).isEqualTo(Due.Progress.NONE);
        assertThat(due.request()).isNull();
        assertThat(due.response()).isNull();
    }

    @Test
    void theSameSourceAndIdAgainIsADuplicateAndTheFirstContentWins() {
        journal.accept(event("e1", "crm", "s", "1".getBytes(UTF_8)));

        List<Acceptance> again = journal.accept(event("e1", "mail", "other", "2".getBytes(UTF_8)));

        assertThat(again).extracting(Acceptance::duplicate).containsExactly(true);
        assertThat(again.get(0).deliveries()).isEmpty();
        assertThat(journal.dueIds("mail", clock.millis())).isEmpty();
        assertThat(journal.journal.due("crm", clock.millis(), 9).get(0).event().data())
                .asString()
                .isEqualTo("1");
    }

    @Test
    void aDuplicateWithinOneBatchIsFoundToo() {
        List<Acceptance> answers =
                journal.accept(
                        event("a", "crm", "s"), event("b", "crm", "s"), event("a", "crm", "s"));

        assertThat(answers).extracting(Acceptance::duplicate).containsExactly(false, false, true);
        assertThat(journal.count("event")).isEqualTo(2);
    }

    @Test
    void aDuplicateIsStillOneAfterARestart() {
        journal.accept(event("a", "crm", "s"));
        reopen();

        assertThat(journal.accept(event("a", "crm", "s")).get(0).duplicate()).isTrue();
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        journal.accept(event("a", "crm", "s"));
        var attributes =
                new Event.Attributes(
                        "a", "urn:other", "crm", "s", null, Event.Attributes.Optional.NONE);

        assertThat(journal.accept(new Event(attributes, null)).get(0).duplicate()).isFalse();
    }

    @Test
    void everySubscriptionGetsADeliveryAndTheListenerHearsOfIt() {
        Acceptance acceptance = journal.accept(event("a", "crm+mail+~log", "s")).get(0);

        assertThat(acceptance.deliveries())
                .extracting(delivery -> delivery.ref().connector())
                .containsExactly("crm", "mail", "~log");
        assertThat(acceptance.deliveries())
                .extracting(delivery -> delivery.ref().subjectHash() != 0)
                .containsExactly(true, true, false);
        Awaitility.await()
                .untilAsserted(() -> assertThat(journal.heard).containsExactly(acceptance));
        assertThat(journal.journal.connectorsWithWork())
                .containsExactlyInAnyOrder("crm", "mail", "~log");
    }

    @Test
    void anEventThatNobodyListensToIsStoredWithoutDeliveries() {
        assertThat(journal.accept(event("a", "nobody", "s")).get(0).deliveries()).isEmpty();
        assertThat(journal.count("event")).isEqualTo(1);
        assertThat(journal.journal.connectorsWithWork()).isEmpty();
    }

    @Test
    void theSecondOfASubjectIsBlockedUntilTheFirstEnds() {
        DeliveryRef first = journal.delivery(event("1", "crm", "s"));
        NewDelivery second = journal.accept(event("2", "crm", "s")).get(0).deliveries().get(0);
        DeliveryRef other = journal.delivery(event("3", "crm", "another"));
        assertThat(second.blocked()).isTrue();
        assertThat(journal.dueIds("crm", clock.millis())).containsExactly(first.id(), other.id());

        journal.delivered(first, clock.millis());

        assertThat(journal.dueIds("crm", clock.millis()))
                .containsExactlyInAnyOrder(second.ref().id(), other.id());
        Awaitility.await().untilAsserted(() -> assertThat(journal.released).containsExactly("crm"));
    }

    @Test
    void orderHoldsAcrossARestartOneByOne() {
        DeliveryRef first = journal.delivery(event("1", "crm", "s"));
        DeliveryRef second = journal.delivery(event("2", "crm", "s"));
        reopen();
        DeliveryRef third = journal.delivery(event("3", "crm", "s"));

        for (DeliveryRef next : List.of(first, second, third)) {
            assertThat(journal.dueIds("crm", clock.millis())).containsExactly(next.id());
            journal.delivered(next, clock.millis());
        }
        assertThat(journal.dueIds("crm", clock.millis())).isEmpty();
        assertThat(journal.accept(event("4", "crm", "s")).get(0).deliveries().get(0).blocked())
                .isFalse();
    }

    @Test
    void withoutASubjectOrWithoutOrderNothingIsBlocked() {
        journal.accept(event("1", "crm", null), event("2", "crm", null));
        journal.accept(event("3", "~log", "s"), event("4", "~log", "s"));

        assertThat(journal.dueIds("crm", clock.millis())).hasSize(2);
        assertThat(journal.dueIds("~log", clock.millis())).hasSize(2);
    }

    @Test
    void aBatchOfAThousandIsAllStoredInItsOrder() {
        Event[] events = new Event[1_000];
        for (int i = 0; i < events.length; i++) {
            events[i] = event("e" + i, "crm", null);
        }

        List<Acceptance> answers = journal.accept(events);

        assertThat(answers)
                .extracting(answer -> answer.event().id())
                .startsWith("e0")
                .endsWith("e999")
                .hasSize(1_000);
        assertThat(answers)
                .extracting(answer -> answer.deliveries().get(0).ref().id())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(journal.journal.due("crm", clock.millis(), 2_000)).hasSize(1_000);
    }

    @Test
    void idsGrowAlsoAfterARestartWithTheClockSetBack() {
        DeliveryRef before = journal.delivery(event("1", "crm", null));
        clock.advance(Duration.ofDays(-30));
        reopen();

        assertThat(journal.delivery(event("2", "crm", null)).id()).isGreaterThan(before.id());
        assertThat(journal.journal.newId()).isGreaterThan(before.id());
    }

    @Test
    void bytesOfDataAreKeptWhateverTheyAre() {
        byte[] nul = {'"', 0, '"'};
        byte[] loneSurrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        byte[] random = new byte[300_000];
        new Random(7).nextBytes(random);
        journal.accept(
                event("1", "crm", null, nul),
                event("2", "crm", null, loneSurrogate),
                event("3", "crm", null, random));
        reopen();

        assertThat(journal.journal.due("crm", clock.millis(), 9))
                .extracting(due -> due.event().data())
                .containsExactly(nul, loneSurrogate, random);
    }

    @Test
    void theLongestIdSourceAndSubjectAreStored() {
        Random random = new Random(7);
        String id =
                random.ints(2_048, 0x4e00, 0x9fff)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        String source = new StringBuilder(id).reverse().toString();
        var attributes =
                new Event.Attributes(id, source, "crm", id, null, Event.Attributes.Optional.NONE);

        assertThat(journal.accept(new Event(attributes, null)).get(0).duplicate()).isFalse();
        assertThat(journal.accept(new Event(attributes, null)).get(0).duplicate()).isTrue();
    }

    @Test
    void aPoisonEventInAGroupHarmsNoOther() {
        List<CompletionStage<List<Acceptance>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(
                    journal.journal.accept(
                            List.of(event("e" + i, i == 77 ? "poison" : "crm", "s"))));
        }

        assertThatThrownBy(() -> await(answers.get(77)))
                .hasMessage("the journal refused the data: poison");
        answers.remove(77);
        answers.forEach(JournalUnderTest::await);
        assertThat(journal.count("event")).isEqualTo(199);
        assertThat(journal.count("event_key")).isEqualTo(199);
        assertThat(journal.count("delivery WHERE blocked = 0")).isEqualTo(1);
        assertThat(journal.journal.writable()).isTrue();
        assertThat(journal.restored).hasValue(0);
    }

    @Test
    void moreThanMayWaitIsRefusedAsBusyAndNotStored() throws Exception {
        settings = new JournalSettings(settings.url(), null, null, 3);
        reopen();
        var entered = new java.util.concurrent.CountDownLatch(1);
        var go = new java.util.concurrent.CountDownLatch(1);
        var held =
                journal.journal.change(
                        (connection, dialect) -> {
                            entered.countDown();
                            return awaitLatch(go);
                        });
        entered.await();
        var waiting =
                journal.journal.accept(List.of(event("1", "crm", "s"), event("2", "crm", "s")));
        var refused =
                journal.journal.accept(List.of(event("3", "crm", "s"), event("4", "crm", "s")));

        assertThatThrownBy(() -> await(refused))
                .isInstanceOf(JournalBusy.class)
                .hasMessageStartingWith(
                        "2 events with 14 bytes of data wait for their commit, allowed are 3 events");
        go.countDown();
        await(held);
        await(waiting);
        assertThat(journal.count("event")).isEqualTo(2);
        assertThat(journal.journal.waitingEvents()).isZero();
    }

    private static boolean awaitLatch(java.util.concurrent.CountDownLatch latch) {
        try {
            return latch.await(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChangeThatThrowsIsRolledBackAndItsErrorHandedOver() {
        DeliveryRef delivery = journal.delivery(event("1", "crm", "s"));
        var refused =
                journal.journal.change(
                        (connection, dialect) -> {
                            connection.createStatement().executeUpdate("DELETE FROM delivery");
                            throw new IllegalArgumentException("not open");
                        });
        var wrong =
                journal.journal.change(
                        (connection, dialect) ->
                                connection.createStatement().executeUpdate("DELETE FROM no_such"));

        assertThatThrownBy(() -> await(refused))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not open");
        assertThatThrownBy(() -> await(wrong)).hasMessageContaining("no_such");
        assertThat(journal.journal.writable()).isTrue();
        assertThat(journal.dueIds("crm", clock.millis())).containsExactly(delivery.id());
    }

    @Test
    void afterCloseEverythingHandedInIsStoredAndMoreIsRefused() {
        var last = journal.journal.accept(List.of(event("1", "crm", "s")));
        journal.close();

        assertThat(await(last)).hasSize(1);
        assertThatThrownBy(() -> journal.accept(event("2", "crm", "s")))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessage("the journal is closed");
    }

    @Test
    void readersCannotWrite() {
        assertThatThrownBy(() -> journal.rows("DELETE FROM delivery RETURNING id"))
                .hasRootCauseInstanceOf(java.sql.SQLException.class);
    }

    @Test
    void whatIsAcceptedOnlyIfItIsWantedIsAskedAfterTheListenerHeardOfAllBefore() {
        CompletionStage<List<Acceptance>> before =
                journal.journal.accept(List.of(event("live", "crm", "ann")));
        CompletionStage<List<Acceptance>> some =
                journal.journal.acceptIf(
                        List.of(event("a", "crm", "ann"), event("b", "crm", "bob")),
                        one ->
                                journal.heard.stream()
                                        .noneMatch(
                                                was ->
                                                        one.subject()
                                                                .equals(was.event().subject())));
        await(before);
        assertThat(await(some)).extracting(one -> one.event().id()).containsExactly("b");
        assertThat(journal.count("event")).isEqualTo(2);
        assertThat(await(journal.journal.acceptIf(List.of(event("b", "crm", "bob")), one -> true)))
                .extracting(Acceptance::duplicate)
                .containsExactly(true);
        assertThat(await(journal.journal.acceptIf(List.of(event("c", "x", "y")), one -> false)))
                .isEmpty();
    }
}
