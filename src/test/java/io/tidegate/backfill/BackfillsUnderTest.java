package io.tidegate.backfill;

import io.tidegate.backfill.Connectors.Standing;
import io.tidegate.event.BackfillType;
import io.tidegate.event.Event;
import io.tidegate.identity.IdentityProvider;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Change;
import io.tidegate.journal.CommitListener;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.Holding;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.Subscriptions.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Jobs over a real journal. The connector {@code crm} gets all live events and its own backfills;
 * its deliveries end when they are told to, or at once.
 */
final class BackfillsUnderTest implements AutoCloseable {
    final SqlDatabase database;
    final SqlJournal journal;
    final Backfills backfills;
    final List<Event> accepted = new CopyOnWriteArrayList<>();
    final Queue<DeliveryRef> unfinished = new ConcurrentLinkedQueue<>();
    volatile boolean deliverAtOnce = true;
    volatile Standing standing = new Standing(Connectors.State.TAKES_DELIVERIES, 8);
    volatile @Nullable IdentityProvider directory;

    BackfillsUnderTest(String url, IdentityProvider directory) {
        this(url, directory, Holding.everything());
    }

    BackfillsUnderTest(String url, IdentityProvider directory, Holding holding) {
        this.directory = directory;
        database = SqlDatabase.open(new JournalSettings(url, null, null, 1_000));
        LiveSubjects live = new LiveSubjects();
        journal =
                new SqlJournal(
                        database,
                        new SqlJournal.Partners(
                                BackfillsUnderTest::subscriptions,
                                new CommitListeners(List.of(new Third(), live)),
                                (n, t) -> {},
                                Clock.systemUTC()),
                        1_000);
        backfills =
                new Backfills(
                        database,
                        journal,
                        live,
                        new Backfills.Around(
                                id ->
                                        id.equals("crm")
                                                ? standing
                                                : new Standing(Connectors.State.UNKNOWN, 0),
                                new FakeIdentity(() -> this.directory),
                                profile -> profile,
                                holding,
                                Clock.systemUTC()));
    }

    private static List<Subscription> subscriptions(String type) {
        String only = BackfillType.connector(type);
        return List.of(new Subscription(only == null ? "crm" : only, true));
    }

    private final class Third implements CommitListener {
        @Override
        public void accepted(List<Acceptance> acceptances) {
            for (Acceptance one : acceptances) {
                if (!one.duplicate()) {
                    accepted.add(one.event());
                }
                one.deliveries().forEach(delivery -> begin(delivery.ref()));
            }
        }

        @Override
        public void released(String connector) {}

        @Override
        public void restored() {}
    }

    private void begin(DeliveryRef ref) {
        if (deliverAtOnce) {
            end(ref);
        } else {
            unfinished.add(ref);
        }
    }

    /** Ends what is unfinished, oldest first. */
    void deliver(int count) {
        for (int i = 0; i < count; i++) {
            end(unfinished.remove());
        }
    }

    private void end(DeliveryRef ref) {
        journal.record(
                new DeliveryRecord(
                        ref,
                        new Change.Delivered(null),
                        new DeliveryRecord.Made(1, null, null, false),
                        1));
    }

    /** Accepts a live event of this account, for crm. */
    void live(String id, String uid) {
        var attributes =
                new Event.Attributes(
                        id, "/live", "UpdateProfile", uid, null, Event.Attributes.Optional.NONE);
        byte[] data = "{\"FirstName\":\"live\"}".getBytes(StandardCharsets.UTF_8);
        try {
            journal.accept(List.of(new Event(attributes, data)))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Backfill now(long id) {
        return backfills.find(id).orElseThrow();
    }

    /** Subjects of what was accepted, in order; a live event's with a star. */
    List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        for (Event one : accepted) {
            subjects.add(one.subject() + (one.source().equals("/live") ? "*" : ""));
        }
        return subjects;
    }

    @Override
    public void close() {
        backfills.close();
        journal.close();
    }
}
