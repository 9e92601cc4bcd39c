package io.tidegate.identity;

import io.tidegate.profile.Access;
import io.tidegate.profile.ProfileField;
import io.tidegate.profile.ProfileTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which members of a mapped profile are written with an account. */
final class Writable {
    static final String EMAIL = "Email";
    static final String PHONE = "PhoneId";
    static final String ROLES = "Roles";
    static final String ROLE_CONTEXT = "RoleContext";
    static final String PASSWORD = "Password";

    /** With calls of their own, when an account is created or updated. */
    private static final Set<String> BESIDE = Set.of(ROLES, ROLE_CONTEXT, PASSWORD);

    private static final Set<String> MEMBERS =
            ProfileTable.fields().stream()
                    .filter(field -> field.access() == Access.WRITE)
                    .map(ProfileField::top)
                    .collect(Collectors.toUnmodifiableSet());

    private Writable() {}

    static boolean isByAccount(String member) {
        return MEMBERS.contains(member) || BESIDE.contains(member);
    }

    /** Without what the provider alone writes, a password, and what has an action of its own. */
    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> profile) {
        Map<String, @Nullable Object> writable = new LinkedHashMap<>(profile);
        writable.keySet().retainAll(MEMBERS);
        writable.computeIfPresent(EMAIL, (member, mapped) -> Addresses.typed(mapped));
        return writable;
    }
}
