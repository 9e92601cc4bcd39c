package io.tidegate.backfill;

import io.tidegate.backfill.Backfill.Progress;
import io.tidegate.backfill.Backfill.State;
import io.tidegate.backfill.Connectors.Standing;
import io.tidegate.event.Event;
import io.tidegate.fault.FaultPoint;
import io.tidegate.identity.Account;
import io.tidegate.identity.AccountPage;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.JournalBusy;
import io.tidegate.journal.JournalUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job at work, on a thread of its own. */
final class BackfillRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillRun.class);

    /** A page may be so much older than it was read: the provider's search lags behind. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 100_000;

    /** Between two looks whether there is room. */
    private static final long LOOK_MILLIS = 50;

    private static final long PAUSE_MILLIS = 500;
    private static final long FIRST_BACK_OFF = 1_000;
    private static final long LAST_BACK_OFF = 60_000;
    private static final int REREAD_AT_MOST = 3;
    private static final int BEGUN_AGAIN_AT_MOST = 3;

    /** An id may be this much older than the commit that shows it. */
    private static final Duration COMMIT = Duration.ofSeconds(30);

    private final Backfill job;
    private final Desk desk;
    private final Room room;
    private final Pace pace;
    private volatile Place place;
    private volatile @Nullable String reason;
    private volatile boolean troubled;
    private volatile boolean stopped;
    private final LiveSubjects.Watch watch;
    private boolean remembers;
    private long heardAt;

    /** What was read is as the provider knew it then, by {@link System#nanoTime}. */
    private long asOf;

    private long backOff = FIRST_BACK_OFF;
    private int begunAgain;

    /** How far it is: pages that are done with, and the one it is at. */
    private record Place(Progress reached, @Nullable OpenPage page) {
        Progress now() {
            return page == null ? reached : reached.plus(page.done(), page.leftOut());
        }
    }

    BackfillRun(Backfill job, Desk desk) {
        this.job = job;
        this.desk = desk;
        this.room = new Room(job.order().connector(), desk.unfinished());
        this.pace = new Pace(job.order().rate(), System::nanoTime);
        this.place = new Place(job.progress(), null);
        this.reason = job.reason();
        this.watch = desk.live().watch(job.order().connector());
    }

    Backfill job() {
        return job;
    }

    /** As it is now: ahead of its row. */
    Backfill now() {
        return job.now(place.now(), reason, desk.clock().millis());
    }

    /** Whether the identity provider is why it does not get on. */
    boolean isTroubled() {
        return troubled;
    }

    /** Accepts nothing more; what it has accepted is delivered. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped && desk.around().holding().leads()) {
                turn();
            }
        } catch (RuntimeException e) {
            LOG.error("a bug: backfill {} ends by it", job.id(), e);
            end(State.FAILED, "a bug in Tidegate: the server's log says more");
        } finally {
            desk.live().end(job.order().connector());
        }
    }

    private void turn() {
        try {
            step();
        } catch (JournalBusy | JournalUnavailable e) {
            reason = "waits for the journal: " + e.getMessage();
            sleep(PAUSE_MILLIS);
        }
    }

    private void step() {
        try {
            Standing standing = desk.connectors().of(job.order().connector());
            if (standing.state() != Connectors.State.TAKES_DELIVERIES) {
                reason = "waits until its connector takes deliveries: " + why(standing.state());
                sleep(PAUSE_MILLIS);
            } else {
                work(standing);
            }
        } catch (DirectoryFailed e) {
            failed(e);
        }
    }

    private static String why(Connectors.State state) {
        return switch (state) {
            case HELD -> "it is inactive";
            case NO_OUTFLOW -> "it is no outflow connector any more";
            case TAKES_DELIVERIES, AWAY, UNKNOWN -> "it is not there, or its file is broken";
        };
    }

    private void work(Standing standing) {
        OpenPage open = place.page();
        if (watch.isFull()) {
            reason = "waits, too many live events come in for its connector";
            place = new Place(place.reached(), null);
            sleep(PAUSE_MILLIS);
            watch.forget(System.nanoTime() - LAG.toNanos());
        } else if (open == null || open.isOld(desk.clock().millis())) {
            read();
        } else if (!open.isUsedUp()) {
            offer(open, standing);
        } else if (open.hasChanged()) {
            readAgain(open);
        } else {
            turnOver(open);
        }
    }

    private void read() {
        Progress before = place.reached();
        place = new Place(before, null);
        remember();
        asOf = System.nanoTime() - LAG.toNanos();
        watch.forget(asOf);
        AccountPage read = desk.directory().page(job.order().from(), size(), before.cursor());
        FaultPoint.AFTER_BACKFILL_READ.hit();
        place =
                new Place(
                        before.of(Math.max(read.total(), before.total())),
                        new OpenPage(read, desk.clock().millis()));
        reason = null;
        troubled = false;
        backOff = FIRST_BACK_OFF;
    }

    /** Live events of the time before it began to watch. */
    private void remember() {
        if (!remembers) {
            long since = desk.clock().millis() - LAG.toMillis();
            heardAt = since;
            desk.unfinished()
                    .liveSubjects(job.order().connector(), since, MOST_REMEMBERED)
                    .forEach(watch::saw);
            remembers = true;
        }
    }

    /** Other nodes do not say what they accept: it is looked up, right before it counts. */
    private void hearOthers() {
        if (desk.around().holding().isShared()) {
            long now = desk.clock().millis();
            desk.unfinished()
                    .liveSubjects(job.order().connector(), heardAt, MOST_REMEMBERED)
                    .forEach(watch::saw);
            heardAt = now - COMMIT.toMillis();
        }
    }

    /** What a minute allows: a page is soon used up, so that little of it is out of date. */
    private int size() {
        long minute = job.order().rate().in(Duration.ofMinutes(1));
        return (int) Math.max(2, Math.min(100, minute));
    }

    private void offer(OpenPage open, Standing standing) {
        int allowed = pace.allowed();
        int fit = allowed == 0 ? 0 : room.left(standing.window(), desk.clock().millis());
        if (fit == 0) {
            sleep(LOOK_MILLIS);
            return;
        }
        hearOthers();
        List<Account> batch = open.first(Math.min(allowed, fit));
        List<Event> events = batch.stream().map(this::event).toList();
        List<Acceptance> accepted = accept(events);
        FaultPoint.AFTER_BACKFILL_EVENTS.hit();
        open.offered(
                batch, accepted.stream().map(one -> one.event().id()).collect(Collectors.toSet()));
        room.took(accepted);
        pace.took((int) accepted.stream().filter(one -> !one.duplicate()).count());
        reason = null;
    }

    private Event event(Account account) {
        return desk.events().of(job.order().connector(), job.source(), account);
    }

    private List<Acceptance> accept(List<Event> events) {
        long since = asOf;
        try {
            return desk.journal()
                    .acceptIf(events, event -> watch.isCurrent(event, since))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Accounts whose live events were faster are asked for once more, as they are now. */
    private void readAgain(OpenPage open) {
        boolean enough = open.timesReread() == REREAD_AT_MOST;
        Set<String> uids = open.toReread();
        if (enough) {
            open.leaveOut(uids.size());
            return;
        }
        asOf = System.nanoTime();
        try {
            for (String uid : uids) {
                desk.directory().account(uid).ifPresentOrElse(open::add, () -> open.leaveOut(1));
            }
        } catch (DirectoryFailed e) {
            place =
                    new Place(
                            place.reached(),
                            null); // the whole page once more: what was accepted of it is a
            // duplicate
            throw e;
        }
    }

    private void turnOver(OpenPage open) {
        if (open.next() == null) {
            end(State.DONE, null);
            return;
        }
        Progress after = place.now().at(open.next());
        stopped |= !desk.store().save(job.now(after, null, desk.clock().millis()), State.RUNNING);
        FaultPoint.AFTER_BACKFILL_CURSOR.hit();
        place = new Place(after, null);
    }

    private void failed(DirectoryFailed e) {
        troubled = true;
        boolean tooOld = e.isRefused() && place.page() == null && place.reached().cursor() != null;
        if (tooOld && begunAgain == BEGUN_AGAIN_AT_MOST) {
            end(State.FAILED, "the identity provider refuses to go on: " + e.getMessage());
            return;
        }
        if (tooOld) {
            begunAgain++;
            place = new Place(Progress.NONE.of(place.reached().total()), null);
            reason = "begins again, the identity provider refused to go on: " + e.getMessage();
        } else {
            reason = "the identity provider gives no accounts, tried again: " + e.getMessage();
        }
        LOG.warn("backfill={} connector={} {}", job.id(), job.order().connector(), reason);
        sleep(Math.max(backOff, e.after()));
        backOff = Math.min(LAST_BACK_OFF, backOff * 2);
    }

    private void end(State state, @Nullable String why) {
        Progress last = place.now().at(null);
        desk.store().save(job.now(last, why, desk.clock().millis()), state);
        place = new Place(last, null);
        stopped = true;
        LOG.info(
                "backfill={} connector={} {} accounts={}",
                job.id(),
                job.order().connector(),
                state.word(),
                last.done());
    }

    private void sleep(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!stopped && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }
}
