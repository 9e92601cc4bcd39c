package io.tidegate.backfill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Accounts {@code u0}, {@code u1} …, whose cursor is an offset; what it was asked is kept. */
final class FakeDirectory implements AccountDirectory {
    final List<Account> accounts = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** The next calls fail with these, one each. */
    final List<DirectoryFailed> failures = new CopyOnWriteArrayList<>();

    volatile Runnable afterPage = () -> {};
    private volatile int size = 100;

    FakeDirectory(int count) {
        for (int i = 0; i < count; i++) {
            accounts.add(account("u" + i, "v1"));
        }
    }

    static Account account(String uid, String version) {
        Map<String, @Nullable Object> profile = new LinkedHashMap<>();
        profile.put("Uid", uid);
        profile.put("FirstName", version);
        profile.put("Password", "the-hash");
        profile.put("ModifiedDate", "2026-01-02T03:04:05Z");
        return new Account(uid, profile);
    }

    @Override
    public Page first(@Nullable LocalDate from, int wanted) {
        size = wanted;
        asked.add("first" + (from == null ? "" : " from " + from));
        return page(0);
    }

    @Override
    public Page next(String cursor) {
        asked.add("next " + cursor);
        return page(Integer.parseInt(cursor));
    }

    private Page page(int from) {
        fail();
        int to = Math.min(accounts.size(), from + size);
        List<Account> some = new ArrayList<>(accounts.subList(from, to));
        afterPage.run();
        return new Page(accounts.size(), some, to < accounts.size() ? Integer.toString(to) : null);
    }

    private void fail() {
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
    }

    @Override
    public Optional<Account> account(String uid) {
        asked.add("account " + uid);
        fail();
        return accounts.stream().filter(one -> one.uid().equals(uid)).findFirst();
    }
}
