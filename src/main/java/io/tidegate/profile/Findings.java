package io.tidegate.profile;

import io.tidegate.profile.SanitizeTerms.Misfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was changed and what was refused; of very many of them the first, and how many more. */
final class Findings {
    private static final int MOST = 100;

    private final SanitizeTerms terms;
    private final List<Cleaned> changes = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private int moreChanges;

    Findings(SanitizeTerms terms) {
        this.terms = terms;
    }

    /** A value that was made fit; it may be the same. */
    void made(ProfileField field, String at, Object raw, @Nullable Object fit, Trail trail) {
        boolean same = Objects.equals(raw, fit) || raw instanceof Number && fit instanceof Number;
        if (!same) {
            boolean shown = !field.secret();
            add(
                    at,
                    trail.toString(),
                    shown ? Shown.value(raw) : null,
                    shown && fit != null ? Shown.value(fit) : null);
        }
    }

    /** A value that nothing can be made of. */
    void unfit(String at, String seen, String allowed) {
        if (terms.invalid() == Misfit.REFUSE) {
            refuse(at, seen, allowed);
        } else {
            add(at, "left out, it is not " + allowed, seen, null);
        }
    }

    /** A member that is not what it should be. Its value may be anybody's secret. */
    void unknown(String at, String allowed) {
        if (terms.unknown() == Misfit.REFUSE) {
            refuse(at, "", allowed);
        } else {
            add(at, "left out, it is not " + allowed, null, null);
        }
    }

    /** A change that needs no values to be understood. */
    void noted(String at, String change) {
        add(at, change, null, null);
    }

    private void refuse(String at, String seen, String allowed) {
        if (refused.size() < MOST) {
            refused.add(new Refused(at, seen, allowed));
        }
    }

    private void add(String at, String change, @Nullable String was, @Nullable String now) {
        if (changes.size() < MOST) {
            changes.add(new Cleaned(at, change, was, now));
        } else {
            moreChanges++;
        }
    }

    boolean areRefusals() {
        return !refused.isEmpty();
    }

    List<Refused> refused() {
        return refused;
    }

    List<Cleaned> changes() {
        if (moreChanges == 0) {
            return changes;
        }
        List<Cleaned> all = new ArrayList<>(changes);
        all.add(new Cleaned("", "and " + moreChanges + " more changes", null, null));
        return all;
    }
}
