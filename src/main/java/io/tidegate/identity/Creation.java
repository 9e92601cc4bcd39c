package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates an account, and gives it its roles. */
final class Creation {
    private static final RolesHeld NO_ROLES = new RolesHeld(List.of(), List.of());

    private final IdentityProvider provider;
    private final WriteGuard guard;
    private final How how;

    Creation(IdentityProvider provider, WriteGuard guard, How how) {
        this.provider = provider;
        this.guard = guard;
        this.how = how;
    }

    ActionResult create(ActionInput input) throws ActionFailed {
        Map<String, @Nullable Object> wanted = Writable.of(input.profile());
        List<Change> changes = new ArrayList<>();
        Fields.of(wanted).forEach((field, now) -> added(changes, field, now));
        List<Work> roles = roles(input);
        roles.forEach(work -> changes.addAll(work.changes()));
        WriteGuard.Verdict verdict =
                guard.beforeWrite(new WriteGuard.Planned(input, null, changes));
        if (verdict instanceof WriteGuard.Verdict.None none) {
            return result(
                    input, ActionResult.Outcome.WITHHELD, null, List.of(), verdict, none.reason());
        }
        List<Change> made = Writing.allowed(changes, verdict);
        Set<String> fields = made.stream().map(Change::field).collect(Collectors.toSet());
        Account account = provider.create(body(input, wanted, fields), how);
        for (Work work : roles) {
            for (Write write : work.writes(fields)) {
                account = provider.write(account, write, how);
            }
        }
        ActionResult created =
                result(input, ActionResult.Outcome.CREATED, account, made, verdict, null);
        guard.afterWrite(created);
        return created;
    }

    private static void added(List<Change> changes, String field, @Nullable Object now) {
        if (!Fields.isEmpty(now)) {
            changes.add(new Change(field, null, now));
        }
    }

    private static List<Work> roles(ActionInput input) {
        List<Work> roles = new ArrayList<>();
        roles.addAll(RoleWork.assign(input.profile().get(Writable.ROLES), NO_ROLES));
        roles.addAll(RoleWork.contexts(input.profile().get(Writable.ROLE_CONTEXT), NO_ROLES));
        return roles;
    }

    /** The password is made here, for this call alone. */
    private static Map<String, @Nullable Object> body(
            ActionInput input, Map<String, @Nullable Object> wanted, Set<String> fields) {
        Map<String, @Nullable Object> body =
                new LinkedHashMap<>(Merge.of(wanted, Map.of(), fields));
        Object given = input.profile().get(Writable.PASSWORD);
        body.put(Writable.PASSWORD, Fields.isEmpty(given) ? RandomPassword.make() : given);
        return body;
    }

    private static ActionResult result(
            ActionInput input,
            ActionResult.Outcome outcome,
            @Nullable Account account,
            List<Change> changes,
            WriteGuard.Verdict verdict,
            @Nullable String reason) {
        return new ActionResult(
                input.action(), outcome, account, changes, reason, Writing.note(verdict));
    }
}
