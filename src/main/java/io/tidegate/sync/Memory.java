package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.identity.Account;
import io.tidegate.identity.ActionResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written and sent lately, and what follows from it. */
record Memory(Writes writes, Sends sends, WriteLog log, MadeEvents made, Clock clock) {

    /** Returns when it is on disk: only then may the write go out. */
    Write remember(Undertaking by, Intent intent) {
        long now = clock.millis();
        Write write = new Write(log.newId(), by, intent.about(), intent.values(), now, null);
        writes.add(write, now); // the webhook may be here before the commit's answer
        log.remember(write);
        return write;
    }

    void answered(Write write) {
        writes.answered(write);
        log.answered(write);
    }

    void reported(Undertaking by, String uid, Sent sent) {
        if (by.system() != null) {
            sends.reported(new Sends.Line(by.system(), uid), sent);
        }
    }

    /** A post that brought what is there already may be the report of a request. */
    void reported(Undertaking by, String uid, Leaves posted) {
        if (by.system() == null || posted.isEmpty()) {
            return;
        }
        Sends.Line line = new Sends.Line(by.system(), uid);
        Sent sent = sends.reportedBy(line, leaves -> leaves.hasAll(posted), by.changed());
        if (sent != null) {
            sends.reported(line, sent);
        }
    }

    List<Event> events(Undertaking by, Ending ending) {
        List<Event> events = new ArrayList<>();
        if (by.suppressed()) {
            addPublished(by, ending, events);
        }
        Event correction = correction(by, ending);
        if (correction != null) {
            events.add(correction);
        }
        return events;
    }

    private void addPublished(Undertaking by, Ending ending, List<Event> events) {
        boolean wrote =
                ending.wrote() && ending.result().outcome() != ActionResult.Outcome.WITHHELD;
        List<Write> earlier = wrote ? List.of() : log.ofDelivery(by.delivery());
        if (!wrote && earlier.isEmpty()) {
            return;
        }
        boolean created = ending.created() || earlier.stream().anyMatch(Write::creates);
        String uid = uid(ending.account(), earlier);
        for (String type :
                PublishedTypes.of(ending.input().action(), created, ending.phoneChanged())) {
            events.add(made.published(by, type, uid, ending.data()));
        }
    }

    private static @Nullable String uid(@Nullable Account account, List<Write> earlier) {
        if (account != null) {
            return account.uid();
        }
        return earlier.isEmpty() ? null : earlier.get(0).about().uid();
    }

    /** Its own change was not written: it is told what stands instead. */
    private @Nullable Event correction(Undertaking by, Ending ending) {
        String system = by.system();
        Account account = ending.account();
        if (system == null || account == null || ending.lost().isEmpty() || !sends.isKept(system)) {
            return null;
        }
        Long version = Snapshot.of(account.profile()).version();
        boolean isReport = ending.lost().stream().allMatch(one -> one.why() == Loss.Why.REPORT);
        Sends.Line line = new Sends.Line(system, account.uid());
        return isReport
                        || sends.mayCorrect(
                                line, version == null ? 0 : version, ending.lostValues())
                ? made.correction(by, system, account.uid(), account.profile())
                : null;
    }
}
