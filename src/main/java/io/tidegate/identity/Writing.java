package io.tidegate.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the guard, and makes the writes that it lets through. */
record Writing(IdentityProvider provider, WriteGuard guard, How how) {
    ActionResult write(ActionInput input, Account account, List<Work> work) throws ActionFailed {
        List<Change> changes = work.stream().flatMap(one -> one.changes().stream()).toList();
        if (changes.isEmpty()) {
            guard.unchanged(input, account);
            return new ActionResult(
                    input.action(), ActionResult.Outcome.UNCHANGED, account, List.of(), null, null);
        }
        WriteGuard.Verdict verdict =
                guard.beforeWrite(new WriteGuard.Planned(input, account, changes));
        List<Change> allowed = allowed(changes, verdict);
        if (allowed.isEmpty()) {
            return withheld(input, account, verdict);
        }
        Account after = write(account, work, allowed);
        ActionResult updated =
                new ActionResult(
                        input.action(),
                        ActionResult.Outcome.UPDATED,
                        after,
                        allowed,
                        null,
                        note(verdict));
        guard.afterWrite(updated);
        return updated;
    }

    private Account write(Account account, List<Work> work, List<Change> allowed)
            throws ActionFailed {
        Set<String> fields = allowed.stream().map(Change::field).collect(Collectors.toSet());
        Account after = account;
        for (Work one : work) {
            for (Write write : one.writes(fields)) {
                after = provider.write(after, write, how);
            }
        }
        return after;
    }

    private static ActionResult withheld(
            ActionInput input, Account account, WriteGuard.Verdict verdict) {
        String reason =
                verdict instanceof WriteGuard.Verdict.None none
                        ? none.reason()
                        : "no field may be written";
        return new ActionResult(
                input.action(),
                ActionResult.Outcome.WITHHELD,
                account,
                List.of(),
                reason,
                note(verdict));
    }

    static List<Change> allowed(List<Change> changes, WriteGuard.Verdict verdict) {
        if (verdict instanceof WriteGuard.Verdict.Only only) {
            return changes.stream().filter(one -> only.fields().contains(one.field())).toList();
        }
        return verdict instanceof WriteGuard.Verdict.All ? changes : List.of();
    }

    static @Nullable Map<String, @Nullable Object> note(WriteGuard.Verdict verdict) {
        if (verdict instanceof WriteGuard.Verdict.Only only) {
            return only.note();
        }
        return verdict instanceof WriteGuard.Verdict.None none ? none.note() : null;
    }
}
