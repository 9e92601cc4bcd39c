package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.identity.Account;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.ActionResult;
import io.tidegate.identity.Change;
import io.tidegate.identity.WriteGuard;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.sync.Judge.Judgement;
import io.tidegate.sync.Loss.Why;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Guards one attempt to carry out an action, and knows which events belong to its record. */
public final class SyncGuard implements WriteGuard {
    private final Undertaking undertaking;
    private final Memory memory;
    private final Judge judge;
    private Judgement judgement = new Judgement(List.of(), List.of(), List.of());
    private @Nullable Account lookedUp;
    private @Nullable Write remembered;

    SyncGuard(Undertaking undertaking, Memory memory) {
        this.undertaking = undertaking;
        this.memory = memory;
        this.judge = new Judge(undertaking, memory.writes(), memory.sends());
    }

    @Override
    public Verdict beforeWrite(Planned planned) throws ActionFailed {
        lookedUp = planned.account();
        Snapshot account = Snapshot.of(lookedUp == null ? null : lookedUp.profile());
        if (lookedUp != null) {
            judgement = judge.judge(planned, account);
            String later = judge.later(account);
            if (planned.changes().isEmpty() && later != null) {
                return new Verdict.None(Why.LATER.reason() + ", at " + later, note());
            }
        }
        if (judgement.isLost()) {
            confirm();
            return new Verdict.None(judgement.lost().get(0).why().reason(), note());
        }
        remember(planned, account);
        return judgement.lost().isEmpty()
                ? Verdict.ALL
                : new Verdict.Only(
                        judgement.kept().stream().map(Change::field).collect(Collectors.toSet()),
                        note());
    }

    private void remember(Planned planned, Snapshot account) throws ActionFailed {
        List<Change> changes =
                lookedUp == null || judgement.lost().isEmpty()
                        ? planned.changes()
                        : judgement.kept();
        try {
            remembered =
                    memory.remember(
                            undertaking,
                            new Intent(
                                    planned.input(), account, changes, judge.lastChange(account)));
        } catch (JournalUnavailable | CompletionException e) {
            throw ActionFailed.repeat(
                    "the write was not sent: it could not be remembered first, the journal cannot be"
                            + " written");
        }
    }

    @Override
    public void afterWrite(ActionResult result) {
        confirm();
        Write write = remembered;
        Account account = result.account();
        if (write != null && account != null) {
            memory.answered(write.answered(Write.Answer.of(Snapshot.of(account.profile()))));
        }
    }

    /** What the system reported is its report from now on; a repeat is a change. */
    private void confirm() {
        judgement.reported().forEach(sent -> memory.reported(undertaking, uid(), sent));
    }

    @Override
    public void unchanged(ActionInput input, @Nullable Account account) {
        lookedUp = account;
        if (account != null) {
            memory.reported(undertaking, account.uid(), Leaves.of(input.profile()));
        }
    }

    private String uid() {
        return lookedUp == null ? "" : lookedUp.uid();
    }

    private Map<String, @Nullable Object> note() {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("lost", judgement.lost().stream().map(Loss::json).toList());
        if (undertaking.changed().isTheThirdPartys()) {
            note.put("changedAt", Instant.ofEpochMilli(undertaking.changed().at()).toString());
        }
        return note;
    }

    /**
     * What is to be accepted in the transaction that records the result: the events of suppressed
     * webhooks, and the account as it is for a system that lost against it.
     */
    public List<Event> events(ActionInput input, ActionResult result) {
        return memory.events(
                undertaking,
                new Ending(input, result, lookedUp, remembered != null, judgement.lost()));
    }
}
