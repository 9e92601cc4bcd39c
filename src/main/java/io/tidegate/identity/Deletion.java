package io.tidegate.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes an account; one that is not there is as it should be. */
record Deletion(IdentityProvider provider, WriteGuard guard, How how) {
    ActionResult delete(ActionInput input, @Nullable Account account) throws ActionFailed {
        if (account == null) {
            guard.unchanged(input, null);
            return result(input, ActionResult.Outcome.UNCHANGED, null, null, null);
        }
        WriteGuard.Verdict verdict =
                guard.beforeWrite(new WriteGuard.Planned(input, account, List.of()));
        if (verdict instanceof WriteGuard.Verdict.None none) {
            return result(
                    input, ActionResult.Outcome.WITHHELD, account, none.reason(), none.note());
        }
        provider.delete(account, how);
        ActionResult deleted = result(input, ActionResult.Outcome.DELETED, account, null, null);
        guard.afterWrite(deleted);
        return deleted;
    }

    private static ActionResult result(
            ActionInput input,
            ActionResult.Outcome outcome,
            @Nullable Account account,
            @Nullable String reason,
            @Nullable Map<String, @Nullable Object> note) {
        return new ActionResult(input.action(), outcome, account, List.of(), reason, note);
    }
}
