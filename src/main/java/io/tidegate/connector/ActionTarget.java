package io.tidegate.connector;

import io.tidegate.identity.Action;
import io.tidegate.identity.Conflict;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.SanitizeTerms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An action on the identity provider's API: where an inflow ends.
 *
 * @param match how the account is found, in this order
 * @param sanitize what becomes of mapped values that an account cannot hold
 * @param object the custom object's name; null: the action has to do with none
 */
public record ActionTarget(
        Action action,
        List<MatchField> match,
        SanitizeTerms sanitize,
        Conflict conflict,
        EchoMode echo,
        @Nullable String object,
        Mark mark)
        implements Target {
    /** The third party's own time of its change; it is compared and never written. */
    public static final String CHANGED = "ModifiedDate";

    public ActionTarget {
        match = List.copyOf(match);
    }

    /**
     * Members of the mapped profile that the identity provider alone writes, and that sanitising
     * keeps all the same.
     */
    public Set<String> kept() {
        Set<String> kept = new LinkedHashSet<>();
        if (match.contains(MatchField.UID)) {
            kept.add(MatchField.UID.word());
        }
        if (conflict == Conflict.LAST_WRITE) {
            kept.add(CHANGED);
        }
        return kept;
    }
}
