package io.tidegate.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One write to an account that exists: as much as a provider takes in one call. */
public sealed interface Write {
    /**
     * Members of the profile; whatever is not named stays.
     *
     * @param members without Email, PhoneId, Password and roles; a null clears
     */
    record Profile(Map<String, @Nullable Object> members) implements Write {}

    /** Adds an address, or replaces the one of its type. */
    record Email(String type, String value) implements Write {}

    record RemoveEmail(String value) implements Write {}

    record Phone(String number) implements Write {}

    record Password(String text) implements Write {
        @Override
        public String toString() {
            return "Password";
        }
    }

    /** Adds to the roles that are there. */
    record AssignRoles(List<String> roles) implements Write {}

    record UnassignRoles(List<String> roles) implements Write {}

    /** Takes roles and permissions out of a context. */
    record TrimContext(String context, List<String> roles, List<String> permissions)
            implements Write {}

    /**
     * Adds contexts, or adds to those of the same name.
     *
     * @param contexts {@code Context, Roles, AdditionalPermissions, Expiration}
     */
    record RoleContexts(List<Map<String, @Nullable Object>> contexts) implements Write {}

    /**
     * The address is no longer verified.
     *
     * @param address null: the account's only or primary one
     */
    record InvalidateEmail(@Nullable String address) implements Write {}

    record InvalidatePhone() implements Write {}

    /** Adds a record. */
    record CreateObject(String object, Map<String, @Nullable Object> members) implements Write {}

    /**
     * @param replace whether members that are not named go
     */
    record UpdateObject(
            String object, String id, Map<String, @Nullable Object> members, boolean replace)
            implements Write {}

    record DeleteObject(String object, String id) implements Write {}
}
