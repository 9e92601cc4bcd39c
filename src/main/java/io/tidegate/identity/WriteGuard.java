package io.tidegate.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asked before an account is written, and told afterwards. Blocks. */
public interface WriteGuard {
    /** Lets everything through and remembers nothing. */
    WriteGuard OPEN = new WriteGuard() {};

    /**
     * Called once for an attempt that would change something, after the look-up and before the
     * first write. When it returns, whatever must outlive a crash is durable. What it throws ends
     * the attempt, nothing is written.
     */
    default Verdict beforeWrite(Planned planned) throws ActionFailed {
        return Verdict.ALL;
    }

    /** Called when all writes are done. A crash may come before it. */
    default void afterWrite(ActionResult result) throws ActionFailed {}

    /** Called when an attempt found nothing to change. */
    default void unchanged(ActionInput input, @Nullable Account account) throws ActionFailed {}

    /**
     * @param account null: it will be created, with {@link #changes} and what else is in the input
     * @param changes each of another field; none for an account that is deleted
     */
    record Planned(ActionInput input, @Nullable Account account, List<Change> changes) {
        public Planned {
            changes = List.copyOf(changes);
        }
    }

    /** What may be written. */
    sealed interface Verdict {
        Verdict ALL = new All();

        record All() implements Verdict {}

        /**
         * @param fields names of changes
         * @param note for the delivery: what was left out, and why
         */
        record Only(Set<String> fields, Map<String, @Nullable Object> note) implements Verdict {}

        /** Nothing is written; the action ends as withheld. */
        record None(String reason, Map<String, @Nullable Object> note) implements Verdict {}
    }
}
