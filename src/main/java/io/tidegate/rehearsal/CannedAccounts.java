package io.tidegate.rehearsal;

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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the identity provider in a trial: the accounts that the test names, each found by what
 * its profile says. Roles and custom objects are members of the profile too. What is written is
 * listed and changes none of them: a trial acts once.
 */
final class CannedAccounts implements IdentityProvider {
    private static final String ROLES = "Roles";
    private static final String CONTEXTS = "RoleContext";

    /** {@code CustomObjects: { orders: { record-1: {…} } }}. */
    private static final String OBJECTS = "CustomObjects";

    private final List<Account> accounts = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    CannedAccounts(List<Map<String, @Nullable Object>> profiles) {
        for (Map<String, @Nullable Object> profile : profiles) {
            Object uid = profile.getOrDefault("Uid", "account-" + (accounts.size() + 1));
            accounts.add(new Account(String.valueOf(uid), profile));
        }
    }

    /** What was asked of it so far, in words for people. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public String name() {
        return "the rehearsal";
    }

    @Override
    public Set<Action> actions() {
        return EnumSet.allOf(Action.class);
    }

    @Override
    public List<Account> find(MatchKey key, How how) {
        calls.add("look the account up by " + key);
        return accounts.stream()
                .filter(
                        one ->
                                key.field().word().equals("Uid")
                                        ? key.value().equals(one.uid())
                                        : key.field().keys(one.profile()).stream()
                                                .anyMatch(key::names))
                .toList();
    }

    @Override
    public Account create(Map<String, @Nullable Object> profile, How how) {
        calls.add("create an account");
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(profile);
        kept.remove("Password");
        return new Account("account-" + (accounts.size() + 1), kept);
    }

    @Override
    public Account write(Account account, Write write, How how) {
        calls.add(WrittenCall.words(write));
        return account;
    }

    @Override
    public void delete(Account account, How how) {
        calls.add("delete the account");
    }

    @Override
    @SuppressWarnings("unchecked")
    public RolesHeld roles(Account account, How how) {
        calls.add("read its roles");
        Object roles = account.profile().get(ROLES);
        Object contexts = account.profile().get(CONTEXTS);
        return new RolesHeld(
                roles instanceof List<?> list ? (List<String>) list : List.of(),
                contexts instanceof List<?> list
                        ? (List<Map<String, @Nullable Object>>) list
                        : List.of());
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<CustomObject> customObjects(Account account, String object, How how) {
        calls.add("read its records of " + object);
        List<CustomObject> records = new ArrayList<>();
        if (account.profile().get(OBJECTS) instanceof Map<?, ?> objects
                && objects.get(object) instanceof Map<?, ?> held) {
            held.forEach(
                    (id, members) ->
                            records.add(
                                    new CustomObject(
                                            String.valueOf(id),
                                            (Map<String, @Nullable Object>) members)));
        }
        return records;
    }

    @Override
    public AccountPage page(@Nullable LocalDate from, int size, @Nullable String cursor, How how)
            throws ActionFailed {
        throw ActionFailed.giveUp("a rehearsal has no directory");
    }

    @Override
    public boolean isTaken(ActionFailed failed) {
        return false;
    }
}
