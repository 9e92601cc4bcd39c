package io.tidegate.api;

import io.tidegate.access.AuditEntry;
import io.tidegate.access.AuditLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts each change into the audit log, with the thing as it was before and after. Of those that
 * were refused it keeps the ones that somebody may ask about: a role too small, or somebody else
 * was first.
 */
final class Recorder {
    private static final Set<Integer> KEPT = Set.of(403, 409, 412);

    private final AuditLog audit;
    private final Things things;

    Recorder(AuditLog audit, List<Operation> operations) {
        this.audit = audit;
        this.things = new Things(operations);
    }

    Answer answer(Operation operation, Change change, Call call, @Nullable String from) {
        String target = call.path().isEmpty() ? null : String.join("/", call.path());
        var begun = new AuditEntry(call.by(), change.action(), target, null, null, from);
        try {
            operation.admit(call.caller());
        } catch (Refusal refusal) {
            audit.write(refused(begun, refusal.answer()));
            throw refusal;
        }
        operation.check(call.query());
        AuditEntry known = with(begun, target, things.before(operation, change, call), null);
        return audit.during(
                known,
                () -> carriedOut(operation, call),
                answer -> whole(known, answer, things.after(operation, change, call, answer)));
    }

    private static Answer carriedOut(Operation operation, Call call) {
        try {
            return operation.work().apply(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static @Nullable AuditEntry whole(
            AuditEntry begun, Answer answer, @Nullable Object after) {
        if (answer.status() >= 400) {
            return KEPT.contains(answer.status()) ? refused(begun, answer) : null;
        }
        String target = begun.target() == null ? Things.name(answer) : begun.target();
        return with(begun, target, begun.before(), after);
    }

    private static AuditEntry refused(AuditEntry begun, Answer answer) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("refused", answer.status());
        Map<?, ?> problem = Things.object(answer);
        outcome.put("why", String.valueOf(problem == null ? null : problem.get("detail")));
        return with(begun, begun.target(), begun.before(), outcome);
    }

    private static AuditEntry with(
            AuditEntry entry,
            @Nullable String target,
            @Nullable Object before,
            @Nullable Object after) {
        return new AuditEntry(entry.who(), entry.action(), target, before, after, entry.from());
    }
}
