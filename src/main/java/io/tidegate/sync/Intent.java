package io.tidegate.sync;

import io.tidegate.identity.ActionInput;
import io.tidegate.identity.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be written.
 *
 * @param account as it was looked up; without a uid it is created
 * @param lastChange when people had changed it last, ms since 1970; null: not told
 */
record Intent(
        ActionInput input, Snapshot account, List<Change> changes, @Nullable Long lastChange) {

    Write.About about() {
        Set<Long> keys = new LinkedHashSet<>(account.keys());
        if (account.uid() == null) {
            keys.addAll(Snapshot.of(input.profile()).keys());
        }
        return new Write.About(input.action().word(), account.uid(), keys);
    }

    Write.Values values() {
        Leaves written = Leaves.NONE;
        Leaves was = Leaves.NONE;
        for (Change change : changes) {
            written = written.or(Leaves.of(change.field(), change.now()));
            was = was.or(Leaves.of(change.field(), change.was()));
        }
        Leaves expected = account.leaves().without(was.without(written)).or(written);
        return new Write.Values(account.leaves(), written, expected, account.version(), lastChange);
    }
}
