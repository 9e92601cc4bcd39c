package io.tidegate.identity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action that was carried out.
 *
 * @param account as it is now; null: there is none
 * @param changes what was written
 * @param reason in words for people, of a write that was withheld; null: there is nothing to say
 * @param conflict the guard's note; null: there is none
 */
public record ActionResult(
        Action action,
        Outcome outcome,
        @Nullable Account account,
        List<Change> changes,
        @Nullable String reason,
        @Nullable Map<String, @Nullable Object> conflict) {
    public ActionResult {
        changes = List.copyOf(changes);
    }

    /** What came of it. */
    public enum Outcome {
        CREATED,
        UPDATED,
        DELETED,
        /** Everything was as it should be; nothing was written. */
        UNCHANGED,
        /** The guard let nothing through. */
        WITHHELD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
