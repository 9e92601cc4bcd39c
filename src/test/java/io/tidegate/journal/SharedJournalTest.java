package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.await;
import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.DeliveryRecord.Made;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL, each with half of the partitions. */
class SharedJournalTest {
    private static final BitSet NONE = new BitSet();

    private final SteppedClock clock = new SteppedClock("2026-02-01T10:00:00Z");
    private final List<Node> nodes = new ArrayList<>();
    private String url;
    private Node first;
    private Node second;

    private record Node(Holding holding, JournalUnderTest journal) {
        long epoch() {
            return holding.epoch();
        }

        BitSet move(int claim, BitSet release) {
            return await(journal.journal.move(epoch(), claim, release));
        }

        /** Whom it tells is told after the promise is kept, and before the next commit. */
        void takeIn() {
            await(journal.journal.takeIn());
            await(journal.journal.takeIn());
        }

        List<Long> due(String connector) {
            await(journal.journal.takeIn());
            return journal.journal.due(connector, Long.MAX_VALUE, 100).stream()
                    .map(due -> due.ref().id())
                    .toList();
        }
    }

    @BeforeEach
    void join() {
        url = RealPostgres.freshDatabase();
        first = node(1);
        second = node(2);
        first.move(128, NONE);
        second.move(256, NONE);
    }

    private Node node(long epoch) {
        SqlDatabase database = SqlDatabase.open(new JournalSettings(url, null, null, 100));
        Holding holding = Holding.nothing();
        JournalUnderTest journal = new JournalUnderTest(database, holding, clock);
        holding.goodUntil(Long.MAX_VALUE);
        Node node = new Node(holding, journal);
        nodes.add(node);
        journal.update("INSERT INTO node (epoch, name, joined_at) VALUES (" + epoch + ", 'n', 0)");
        holding.join(epoch);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.journal().close());
    }

    /** A subject whose partition this node has. */
    private static String subject(Node of) {
        return IntStream.range(0, 10_000)
                .mapToObj(n -> "subject-" + n)
                .filter(s -> of.holding().has(Holding.partition(0, Event.subjectHash(s))))
                .findFirst()
                .orElseThrow();
    }

    private static NewDelivery accept(Node at, String id, String subject) {
        return at.journal().accept(event(id, "crm", subject)).get(0).deliveries().get(0);
    }

    private static DeliveryRecord delivered(NewDelivery what, long epoch) {
        Made made = new Made(1, null, null, false);
        return new DeliveryRecord(what.ref(), new Change.Delivered(null), made, 0).in(epoch);
    }

    @Test
    void eachPartitionIsOneNodesAndTogetherTheyAreAll() {
        BitSet both = first.holding().partitions();
        assertThat(both.cardinality()).isEqualTo(128);
        assertThat(both.intersects(second.holding().partitions())).isFalse();
        both.or(second.holding().partitions());
        assertThat(both.cardinality()).isEqualTo(Holding.PARTITIONS);
    }

    @Test
    void whatIsAcceptedForAnotherNodesPartitionIsThatNodesToSend() {
        NewDelivery handed = accept(first, "e1", subject(second));

        assertThat(handed.handedOver()).isTrue();
        assertThat(first.due("crm")).isEmpty();
        assertThat(second.due("crm")).containsExactly(handed.ref().id());
        assertThat(first.journal().tookIn).isEmpty();
    }

    /** So that the node that has it need not read it back. */
    @Test
    void whatIsTakenInComesWithItsEventAndWhatIsKnownOfItUnlessItWaits() {
        String subject = subject(second);
        NewDelivery handed = accept(first, "e1", subject);
        accept(first, "e2", subject);
        first.journal()
                .update(
                        "UPDATE delivery SET attempts = 3, prior_attempts = 2, idempotency_key = 'k.1' WHERE id = "
                                + handed.ref().id());
        second.takeIn();

        assertThat(second.journal().tookIn).hasSize(1);
        Due due = second.journal().tookIn.get(0);
        assertThat(due.ref()).isEqualTo(handed.ref());
        assertThat(due.event().id()).isEqualTo("e1");
        assertThat(due.event().data()).isEqualTo(event("e1", "crm", subject).data());
        assertThat(due.progress()).isEqualTo(new Due.Progress(3, 2, null, "k.1"));
        assertThat(second.journal().released).isEmpty();
    }

    @Test
    void whatIsMuchOrCannotBeReadIsLeftToWhoeverReadsTheJournal() {
        NewDelivery broken = accept(first, "broken", subject(second));
        first.journal().update("UPDATE event SET extensions = '{' WHERE id = 'broken'");
        second.takeIn();
        assertThat(second.journal().tookIn).isEmpty();
        assertThat(second.journal().released).containsExactly("crm");
        assertThat(second.journal().count("delivery WHERE blocked = 0")).isEqualTo(1);
        second.journal().update("DELETE FROM delivery WHERE id = " + broken.ref().id());

        List<String> subjects =
                IntStream.range(0, 10_000)
                        .mapToObj(n -> "one-of-many-" + n)
                        .filter(
                                s ->
                                        second.holding()
                                                .has(Holding.partition(0, Event.subjectHash(s))))
                        .limit(SqlHandedOver.MOST_READ + 1)
                        .toList();
        first.journal()
                .accept(subjects.stream().map(s -> event(s, "crm", s)).toArray(Event[]::new));
        second.journal().released.clear();
        second.takeIn();
        assertThat(second.journal().tookIn).isEmpty();
        assertThat(second.journal().released).containsExactly("crm");
        assertThat(second.due("crm")).hasSize(100);
    }

    @Test
    void acceptedElsewhereFirstIsSentFirstAlsoIfItsNodeAcceptsTheNextOneBeforeItLooked() {
        String subject = subject(second);
        NewDelivery earlier = accept(first, "e1", subject);
        NewDelivery later = accept(second, "e2", subject);

        assertThat(later.blocked()).isTrue();
        assertThat(later.ref().id()).isGreaterThan(earlier.ref().id());
        assertThat(second.due("crm")).containsExactly(earlier.ref().id());
        await(second.journal().journal.record(delivered(earlier, second.epoch())));
        assertThat(second.due("crm")).containsExactly(later.ref().id());
    }

    /** A clock that lags behind gives ids that grow beyond those of the others all the same. */
    @Test
    void idsGrowInTheOrderOfAcceptanceWhateverTheClocksSay() {
        NewDelivery ahead = accept(first, "e1", subject(first));
        clock.advance(java.time.Duration.ofMinutes(-1));
        NewDelivery behind = accept(second, "e2", subject(first));
        assertThat(behind.ref().id()).isGreaterThan(ahead.ref().id());
    }

    /** A batch's deliveries have ids beyond all of its events'. */
    @Test
    void aDeliveryOfTheNextEventComesAfterThoseOfTheBatchBeforeAtAnotherNode() {
        String subject = subject(second);
        Event[] batch = new Event[20];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = event("b" + i, "crm", i == 19 ? subject : "other-" + i);
        }
        List<Acceptance> accepted = first.journal().accept(batch);
        NewDelivery last = accepted.get(19).deliveries().get(0);

        NewDelivery next = accept(second, "e2", subject);

        assertThat(next.ref().id()).isGreaterThan(last.ref().id());
        assertThat(second.due("crm")).contains(last.ref().id()).doesNotContain(next.ref().id());
    }

    /** The membership may end between a commit and what is told of it. */
    @Test
    void partitionsOfAMembershipThatIsOverAreNotThoseOfTheNext() {
        BitSet some = first.holding().partitions();
        first.holding().lose(1);
        first.holding().join(3);
        first.holding().moved(1, some, NONE);
        assertThat(first.holding().partitions().isEmpty()).isTrue();
    }

    @Test
    void aNodeThatWasTakenForDeadRecordsNothingAndItsPartitionsGoOnElsewhere() {
        NewDelivery delivery = accept(first, "e1", subject(first));
        second.journal().update("DELETE FROM node WHERE epoch = 1");
        assertThat(second.move(256, NONE).cardinality()).isEqualTo(128);

        assertThatThrownBy(() -> await(first.journal().journal.record(delivered(delivery, 1))))
                .hasMessageContaining("its partition is another node's by now");
        assertThat(first.holding().epoch()).isZero();
        assertThat(second.due("crm")).containsExactly(delivery.ref().id());
        await(second.journal().journal.record(delivered(delivery, second.epoch())));
    }

    @Test
    void aNodeThatWasTakenForDeadStillAcceptsForTheOthers() {
        second.journal().update("DELETE FROM node WHERE epoch = 1");
        second.move(256, NONE);
        NewDelivery handed = accept(first, "e1", subject(second));
        assertThat(handed.handedOver()).isTrue();
        assertThat(second.due("crm")).containsExactly(handed.ref().id());
    }

    @Test
    void whatIsRecordedUnderAMembershipThatIsOverIsRefusedAlsoAfterTheNextBegan() {
        NewDelivery delivery = accept(first, "e1", subject(first));
        first.journal().update("DELETE FROM node WHERE epoch = 1");
        await(first.journal().journal.takeIn());
        first.journal().update("INSERT INTO node (epoch, name, joined_at) VALUES (3, 'n', 0)");
        first.holding().join(3);
        first.move(256, NONE);

        assertThatThrownBy(() -> await(first.journal().journal.record(delivered(delivery, 1))))
                .hasMessageContaining("its partition is another node's by now");
        assertThat(first.due("crm")).containsExactly(delivery.ref().id());
    }

    @Test
    void aPartitionThatMovesTakesItsOrderAlong() {
        String subject = subject(first);
        NewDelivery one = accept(first, "e1", subject);
        NewDelivery two = accept(first, "e2", subject);
        first.move(0, first.holding().partitions());
        second.move(256, NONE);
        NewDelivery three = accept(first, "e3", subject);

        assertThat(second.due("crm")).containsExactly(one.ref().id());
        await(second.journal().journal.record(delivered(one, second.epoch())));
        assertThat(second.due("crm")).containsExactly(two.ref().id());
        await(second.journal().journal.record(delivered(two, second.epoch())));
        assertThat(second.due("crm")).containsExactly(three.ref().id());
    }

    @Test
    void aDeliveryThatIsOnItsWayKeepsItsPartition() {
        NewDelivery delivery = accept(first, "e1", subject(first));
        BitSet all = first.holding().partitions();
        assertThat(begins(delivery, 1)).isTrue();
        first.holding().leave(all);
        assertThat(first.holding().isIdle(all)).isFalse();
        assertThat(begins(delivery, 1)).isFalse();
        first.holding().ended(delivery.ref().id(), delivery.ref().subjectHash());
        assertThat(first.holding().isIdle(all)).isTrue();
    }

    /** The beat may notice before the writer does. */
    @Test
    void whatAnEarlierMembershipCountedHoldsNobodyUp() {
        String subject = subject(first);
        NewDelivery one = accept(first, "e1", subject);
        first.journal().update("DELETE FROM node WHERE epoch = 1");
        first.holding().lose(1);
        first.journal().update("INSERT INTO node (epoch, name, joined_at) VALUES (3, 'n', 0)");
        first.holding().join(3);
        first.move(256, NONE);

        await(first.journal().journal.record(delivered(one, 3)));

        assertThat(accept(first, "e2", subject).blocked()).isFalse();
    }

    private boolean begins(NewDelivery what, long epoch) {
        return first.holding().begin(what.ref().id(), what.ref().subjectHash(), epoch);
    }

    /** A paused node keeps in memory what others carry out meanwhile. */
    @Test
    void whatWasReadInAMembershipThatIsOverDoesNotBeginInTheNext() {
        NewDelivery delivery = accept(first, "e1", subject(first));
        first.journal().update("DELETE FROM node WHERE epoch = 1");
        await(first.journal().journal.takeIn());
        assertThat(begins(delivery, 1)).isFalse();
        first.journal().update("INSERT INTO node (epoch, name, joined_at) VALUES (3, 'n', 0)");
        first.holding().join(3);
        first.move(256, NONE);
        assertThat(begins(delivery, 1)).isFalse();
        assertThat(begins(delivery, 3)).isTrue();
    }

    @Test
    void theSameEventAtBothNodesIsOneEvent() {
        Event event = event("e1", "crm", subject(first));
        List<Acceptance> one = first.journal().accept(event);
        List<Acceptance> two = second.journal().accept(event);
        assertThat(one.get(0).duplicate()).isFalse();
        assertThat(two.get(0).duplicate()).isTrue();
    }
}
