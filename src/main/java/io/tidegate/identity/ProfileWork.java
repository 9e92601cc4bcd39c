package io.tidegate.identity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an account's fields what a mapped profile says; what it does not say stays. */
final class ProfileWork implements Work {
    private final Map<String, @Nullable Object> wanted;
    private final Account account;
    private final List<Change> changes = new ArrayList<>();

    /**
     * @param wanted members that are written with an account
     */
    ProfileWork(Map<String, @Nullable Object> wanted, Account account) {
        this.wanted = wanted;
        this.account = account;
        Map<String, @Nullable Object> have = Fields.of(account.profile());
        Fields.of(wanted).forEach((field, now) -> compare(field, now, have));
    }

    @Override
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    private void compare(String field, @Nullable Object now, Map<String, @Nullable Object> have) {
        Object was = have.get(field);
        if (Fields.isEmpty(now)) {
            if (isCleared(field, now, have)) {
                changes.add(new Change(field, was, null));
            }
        } else if (!holds(field, was, now) && !isKnownAddress(field, now)) {
            changes.add(new Change(field, was, now));
        }
    }

    /** No provider takes the last address or the number to log in with from an account this way. */
    private static boolean isCleared(
            String field, @Nullable Object now, Map<String, @Nullable Object> have) {
        boolean kept = field.startsWith(Writable.EMAIL) && !field.startsWith("EmailVerified");
        if (kept || field.equals(Writable.PHONE) || isEmptyKeyedList(field, now)) {
            return false;
        }
        return have.entrySet().stream()
                .anyMatch(one -> isAt(one.getKey(), field) && !Fields.isEmpty(one.getValue()));
    }

    /** Elements are merged: a list of none says nothing. */
    private static boolean isEmptyKeyedList(String field, @Nullable Object now) {
        return now instanceof List<?> && !Fields.key(field).isEmpty();
    }

    /** Whether a field is the other one, or lies in it. */
    private static boolean isAt(String field, String other) {
        return field.equals(other)
                || field.startsWith(other + ".")
                || field.startsWith(other + "[");
    }

    /** An address that the account has under another type stays where it is. */
    private boolean isKnownAddress(String field, @Nullable Object value) {
        return field.startsWith("Email[")
                && Fields.elements(account.profile().get(Writable.EMAIL)).stream()
                        .anyMatch(one -> Fields.same(field, one.get("Value"), value));
    }

    /** Providers add members of their own to what they were given. */
    private static boolean holds(String field, @Nullable Object have, @Nullable Object want) {
        if (want instanceof Map<?, ?> members && have instanceof Map<?, ?> all) {
            return members.entrySet().stream()
                    .allMatch(one -> holds(field, all.get(one.getKey()), one.getValue()));
        }
        if (want instanceof List<?> some && have instanceof List<?> all) {
            return some.size() == all.size() && holdsEach(field, all.iterator(), some);
        }
        return Fields.same(field, have, want);
    }

    private static boolean holdsEach(String field, Iterator<?> have, List<?> want) {
        return want.stream().allMatch(one -> holds(field, have.next(), one));
    }

    /** What a provider may refuse goes first, and what a new address resets is set after it. */
    @Override
    public List<Write> writes(Set<String> allowed) {
        List<Write> writes = new ArrayList<>();
        Set<String> profile = new LinkedHashSet<>();
        for (Change change : changes) {
            if (!allowed.contains(change.field())) {
                continue;
            }
            if (change.field().startsWith("Email[")) {
                writes.add(email(change));
            } else if (change.field().equals(Writable.PHONE)) {
                writes.add(new Write.Phone(String.valueOf(change.now())));
            } else {
                profile.add(change.field());
            }
        }
        if (!profile.isEmpty()) {
            writes.add(new Write.Profile(Merge.of(wanted, account.profile(), profile)));
        }
        return writes;
    }

    private Write email(Change change) {
        for (Map<?, ?> element : Fields.elements(wanted.get(Writable.EMAIL))) {
            if (change.field().startsWith("Email" + Fields.element("Type", element) + ".")) {
                return new Write.Email(
                        String.valueOf(element.get("Type")), String.valueOf(change.now()));
            }
        }
        throw new IllegalStateException("no address of " + change.field());
    }
}
