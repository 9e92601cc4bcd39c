package io.tidegate.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one system was told of one account. */
final class Told {
    private static final int MOST = 64;

    /**
     * How often a loser of the same values is told the same version: one that answers it by losing
     * again must end.
     */
    private static final int MOST_CORRECTIONS = 3;

    private final List<Sent> newestFirst = new ArrayList<>();
    private final Set<Sent> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    private long corrected = Long.MIN_VALUE;
    private final Map<Leaves, Integer> corrections = new HashMap<>();

    List<Sent> newestFirst() {
        return newestFirst;
    }

    /** Returns what there is no more room for. */
    List<Sent> add(Sent sent) {
        Sent whole = sent;
        for (Sent earlier : List.copyOf(newestFirst)) {
            if (earlier.what().equals(sent.what())) {
                remove(earlier);
                whole = sent.after(earlier);
            }
        }
        insert(whole);
        List<Sent> gone = new ArrayList<>();
        while (newestFirst.size() > MOST) {
            Sent oldest = newestFirst.get(newestFirst.size() - 1);
            remove(oldest);
            gone.add(oldest);
        }
        return gone;
    }

    private void insert(Sent sent) {
        int at = 0;
        while (at < newestFirst.size()
                && newestFirst.get(at).when().ended() > sent.when().ended()) {
            at++;
        }
        newestFirst.add(at, sent);
    }

    private void remove(Sent sent) {
        newestFirst.removeIf(one -> one == sent);
        reported.remove(sent);
    }

    /**
     * Without a time each is reported once, but the last one, which the system still has, as often
     * as it likes.
     */
    @Nullable Sent reportedBy(Predicate<Leaves> values, ChangeTime change) {
        for (Sent sent : newestFirst) {
            boolean open =
                    change.isTheThirdPartys()
                            || sent == newestFirst.get(0)
                            || !reported.contains(sent);
            if (open && sent.mayHaveMade(change) && values.test(sent.leaves())) {
                return sent;
            }
        }
        return null;
    }

    void reported(Sent sent) {
        if (newestFirst.stream().anyMatch(one -> one == sent)) {
            reported.add(sent);
        }
    }

    boolean mayCorrect(long version, Leaves lost) {
        if (version != corrected) {
            corrected = version;
            corrections.clear();
        }
        return corrections.size() < MOST
                && corrections.merge(lost, 1, Integer::sum) <= MOST_CORRECTIONS;
    }
}
