package io.tidegate.backfill;

import io.tidegate.identity.Account;
import io.tidegate.identity.AccountPage;
import io.tidegate.identity.Action;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.CustomObject;
import io.tidegate.identity.How;
import io.tidegate.identity.IdentityProvider;
import io.tidegate.identity.MatchKey;
import io.tidegate.identity.RolesHeld;
import io.tidegate.identity.Write;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Accounts {@code u0}, {@code u1} …, whose cursor is an offset; what it was asked is kept. */
public final class FakeDirectory implements IdentityProvider {
    final List<Account> accounts = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** The next calls fail with these, one each. */
    final List<ActionFailed> failures = new CopyOnWriteArrayList<>();

    volatile Runnable afterPage = () -> {};

    public FakeDirectory(int count) {
        for (int i = 0; i < count; i++) {
            accounts.add(account("u" + i, "v1"));
        }
    }

    public List<String> asked() {
        return asked;
    }

    public List<ActionFailed> failures() {
        return failures;
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
    public AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how)
            throws ActionFailed {
        asked.add(
                cursor == null
                        ? "first" + (from == null ? "" : " from " + from)
                        : "next " + cursor);
        fail();
        int begin = cursor == null ? 0 : Integer.parseInt(cursor);
        int end = Math.min(accounts.size(), begin + size);
        List<Account> some = new ArrayList<>(accounts.subList(begin, end));
        afterPage.run();
        return new AccountPage(
                some, accounts.size(), end < accounts.size() ? Integer.toString(end) : null);
    }

    @Override
    public List<Account> find(MatchKey key, How how) throws ActionFailed {
        asked.add("find " + key);
        fail();
        return accounts.stream().filter(one -> one.uid().equals(key.value())).toList();
    }

    private void fail() throws ActionFailed {
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
    }

    @Override
    public String name() {
        return "a fake";
    }

    @Override
    public Set<Action> actions() {
        return Set.of();
    }

    @Override
    public Account create(Map<String, @Nullable Object> profile, How how) {
        throw new AssertionError("a backfill creates nothing");
    }

    @Override
    public Account write(Account account, Write write, How how) {
        throw new AssertionError("a backfill writes nothing");
    }

    @Override
    public void delete(Account account, How how) {
        throw new AssertionError("a backfill deletes nothing");
    }

    @Override
    public RolesHeld roles(Account account, How how) {
        throw new AssertionError("a backfill asks for accounts only");
    }

    @Override
    public List<CustomObject> customObjects(Account account, String object, How how) {
        throw new AssertionError("a backfill asks for accounts only");
    }

    @Override
    public boolean isTaken(ActionFailed failed) {
        return false;
    }
}
