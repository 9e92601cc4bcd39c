package io.tidegate.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Profiles out of answers. */
final class Profiles {
    private Profiles() {}

    static Map<String, @Nullable Object> copy(Map<?, ?> members) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    static Account with(Account account, String member, Object value) {
        Map<String, @Nullable Object> profile = copy(account.profile());
        profile.put(member, value);
        return new Account(account.uid(), profile);
    }
}
