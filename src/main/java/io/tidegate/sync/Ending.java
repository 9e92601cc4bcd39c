package io.tidegate.sync;

import io.tidegate.identity.Account;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.ActionResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param lookedUp the account before it; null: there was none
 * @param wrote whether this attempt was allowed to write
 */
record Ending(
        ActionInput input,
        ActionResult result,
        @Nullable Account lookedUp,
        boolean wrote,
        List<Loss> lost) {

    /** As it is now, or was before it was deleted; null: nobody has seen it. */
    @Nullable Account account() {
        return result.account() == null ? lookedUp : result.account();
    }

    boolean created() {
        return result.outcome() == ActionResult.Outcome.CREATED;
    }

    /** Whether a login's phone number was, or may have been, written. */
    boolean phoneChanged() {
        return wrote
                ? result.changes().stream().anyMatch(one -> one.field().startsWith("PhoneId"))
                : input.profile().get("PhoneId") != null;
    }

    Leaves lostValues() {
        Leaves values = Leaves.NONE;
        for (Loss loss : lost) {
            values = values.or(Leaves.of(loss.change().field(), loss.change().now()));
        }
        return values;
    }

    /** What the webhook would hold: the account, or a custom object's record. */
    Map<String, @Nullable Object> data() {
        Account account = account();
        if (!input.action().takesObject()) {
            return account == null ? Map.of() : account.profile();
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("Uid", account == null ? null : account.uid());
        data.put("ObjectName", input.object());
        data.put("CustomObject", input.profile().get("CustomObject"));
        return data;
    }
}
