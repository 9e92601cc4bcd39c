package io.tidegate.backfill;

import io.tidegate.identity.Account;
import io.tidegate.identity.AccountPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page that was read, and what of it is left to do. */
final class OpenPage {
    /** Read so long ago that it is read again instead, in ms. */
    private static final long OLD = 300_000;

    private final Deque<Account> left;
    private final List<Account> changed = new ArrayList<>();
    private final @Nullable String next;
    private final long readAt;
    private int reread;
    private long done;
    private long leftOut;

    OpenPage(AccountPage page, long readAt) {
        this.left = new ArrayDeque<>(page.accounts());
        this.next = page.next();
        this.readAt = readAt;
        left.removeIf(account -> account.uid().isEmpty());
        leaveOut(page.accounts().size() - left.size());
    }

    boolean isOld(long now) {
        return now - readAt >= OLD;
    }

    /** Whether the first reading has been seen to. */
    boolean isUsedUp() {
        return left.isEmpty();
    }

    List<Account> first(int count) {
        return left.stream().limit(count).toList();
    }

    /** What {@link #first} gave was accepted, but for those that a live event was faster for. */
    void offered(List<Account> batch, Set<String> accepted) {
        for (Account account : batch) {
            left.remove();
            if (accepted.contains(account.uid())) {
                done++;
            } else {
                changed.add(account);
            }
        }
    }

    /** The accounts that are to be read again, once each time they are asked for. */
    Set<String> toReread() {
        Set<String> uids = changed.stream().map(Account::uid).collect(Collectors.toSet());
        changed.clear();
        reread++;
        return uids;
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    int timesReread() {
        return reread;
    }

    void add(Account again) {
        left.add(again);
    }

    void leaveOut(int accounts) {
        done += accounts;
        leftOut += accounts;
    }

    long done() {
        return done;
    }

    long leftOut() {
        return leftOut;
    }

    @Nullable String next() {
        return next;
    }
}
