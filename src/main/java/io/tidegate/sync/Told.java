package io.tidegate.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one system was told of one account. */
final class Told {
    private static final int MOST = 16;

    /** How often a loser is told the same version: one that answers it by losing again must end. */
    private static final int MOST_CORRECTIONS = 3;

    private final Deque<Sent> newestFirst = new ArrayDeque<>();
    private final Set<Sent> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    private long corrected = Long.MIN_VALUE;
    private int corrections;

    Collection<Sent> newestFirst() {
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
        newestFirst.addFirst(whole);
        List<Sent> gone = new ArrayList<>();
        while (newestFirst.size() > MOST) {
            Sent oldest = newestFirst.getLast();
            remove(oldest);
            gone.add(oldest);
        }
        return gone;
    }

    private void remove(Sent sent) {
        newestFirst.removeIf(one -> one == sent);
        reported.remove(sent);
    }

    /**
     * Each is reported once, but the last one, which the system still has, as often as it likes.
     */
    @Nullable Sent reportedBy(Leaves values, ChangeTime change) {
        for (Sent sent : newestFirst) {
            boolean open = sent == newestFirst.getFirst() || !reported.contains(sent);
            if (open && sent.mayHaveMade(change) && sent.leaves().hasAll(values)) {
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

    boolean mayCorrect(long version) {
        corrections = version == corrected ? corrections + 1 : 1;
        corrected = version;
        return corrections <= MOST_CORRECTIONS;
    }
}
