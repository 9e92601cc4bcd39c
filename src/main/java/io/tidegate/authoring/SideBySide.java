package io.tidegate.authoring;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of two texts that stand beside each other.
 *
 * @param kind same, changed, added or removed
 * @param left null: it was added
 * @param right null: it was removed
 * @param leftLine from 1; null likewise
 * @param rightLine from 1; null likewise
 */
public record SideBySide(
        String kind,
        @Nullable String left,
        @Nullable String right,
        @Nullable Integer leftLine,
        @Nullable Integer rightLine) {

    /** Every line of both, in order. */
    public static List<SideBySide> of(String left, String right) {
        List<String> before = left.lines().toList();
        List<String> after = right.lines().toList();
        List<SideBySide> rows = new ArrayList<>();
        int l = 0;
        int r = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            for (; l < delta.getSource().getPosition(); l++, r++) {
                rows.add(new SideBySide("same", before.get(l), after.get(r), l + 1, r + 1));
            }
            int lEnd = l + delta.getSource().size();
            int rEnd = r + delta.getTarget().size();
            for (; l < lEnd && r < rEnd; l++, r++) {
                rows.add(new SideBySide("changed", before.get(l), after.get(r), l + 1, r + 1));
            }
            for (; l < lEnd; l++) {
                rows.add(new SideBySide("removed", before.get(l), null, l + 1, null));
            }
            for (; r < rEnd; r++) {
                rows.add(new SideBySide("added", null, after.get(r), null, r + 1));
            }
        }
        for (; l < before.size(); l++, r++) {
            rows.add(new SideBySide("same", before.get(l), after.get(r), l + 1, r + 1));
        }
        return rows;
    }
}
