package io.tidegate.sync;

import io.tidegate.identity.Change;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.WriteGuard.Planned;
import io.tidegate.sync.Loss.Why;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides which changes of a post may be written to an account that exists. */
final class Judge {
    private final Undertaking undertaking;
    private final Writes writes;
    private final Sends sends;

    Judge(Undertaking undertaking, Writes writes, Sends sends) {
        this.undertaking = undertaking;
        this.writes = writes;
        this.sends = sends;
    }

    /**
     * @param reported the requests that the system reported as a change of its own
     */
    record Judgement(List<Change> kept, List<Loss> lost, List<Sent> reported) {
        boolean isLost() {
            return kept.isEmpty() && !lost.isEmpty();
        }
    }

    Judgement judge(Planned planned, Snapshot account) {
        List<Change> kept = new ArrayList<>();
        List<Loss> lost = new ArrayList<>();
        IdentityHashMap<Sent, Boolean> reported = new IdentityHashMap<>();
        String later = later(account);
        Sent whole = reportedBy(Leaves.of(planned.input().profile()), account);
        for (Change change : planned.changes()) {
            Sent sent = whole == null ? reportedBy(change, account) : whole;
            if (sent != null) {
                reported.put(sent, true);
                lost.add(new Loss(change, Why.REPORT));
            } else if (later != null && !isEmpty(change.was())) {
                lost.add(new Loss(change, Why.LATER));
            } else if (isTaken(change)) {
                lost.add(new Loss(change, Why.NOT_EMPTY));
            } else {
                kept.add(change);
            }
        }
        return new Judgement(kept, lost, List.copyOf(reported.keySet()));
    }

    private @Nullable Sent reportedBy(Change change, Snapshot account) {
        return isSecret(change) ? null : reportedBy(has(change), account);
    }

    private @Nullable Sent reportedBy(Leaves posted, Snapshot account) {
        return posted.isEmpty() ? null : reportedBy(sent -> sent.hasAll(posted), account);
    }

    private @Nullable Sent reportedBy(Predicate<Leaves> values, Snapshot account) {
        String system = undertaking.system();
        return system == null || account.uid() == null
                ? null
                : sends.reportedBy(
                        new Sends.Line(system, account.uid()), values, undertaking.changed());
    }

    /** Of a field that is cleared no value was sent: then not the one that it has now. */
    private static Predicate<Leaves> has(Change change) {
        Leaves now = Leaves.of(change.field(), change.now());
        Leaves was = Leaves.of(change.field(), change.was());
        return now.isEmpty() ? sent -> !sent.hasAny(was) : sent -> sent.hasAll(now);
    }

    private static boolean isSecret(Change change) {
        return change.was() == null && change.now() == null;
    }

    private boolean isTaken(Change change) {
        return undertaking.conflict() == Conflict.FILL_EMPTY && !isEmpty(change.was());
    }

    /** Nothing loses against it, nor could a system be told of it: mappings leave it out. */
    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("");
    }

    /** When the account was changed last, if that was after this change; else null. */
    @Nullable String later(Snapshot account) {
        Long changed = lastChange(account);
        ChangeTime ours = undertaking.changed();
        boolean loses =
                undertaking.conflict() == Conflict.LAST_WRITE
                        && ours.isTheThirdPartys()
                        && changed != null
                        && ours.at() < changed;
        return loses && changed != null ? java.time.Instant.ofEpochMilli(changed).toString() : null;
    }

    /** Of a write of ours it is when the people changed it, not when we wrote it; ms since 1970. */
    @Nullable Long lastChange(Snapshot account) {
        Write write = writes.lastChange(account);
        if (write == null || !write.of().changed().isTheThirdPartys()) {
            return account.changed();
        }
        Long before = write.values().changed();
        long posted = write.of().changed().at();
        return before == null ? posted : Math.max(before, posted);
    }
}
