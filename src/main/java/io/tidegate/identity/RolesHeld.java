package io.tidegate.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account may do.
 *
 * @param contexts {@code Context, Roles, AdditionalPermissions, Expiration}
 */
public record RolesHeld(List<String> roles, List<Map<String, @Nullable Object>> contexts) {
    public RolesHeld {
        roles = List.copyOf(roles);
        contexts = List.copyOf(contexts);
    }
}
