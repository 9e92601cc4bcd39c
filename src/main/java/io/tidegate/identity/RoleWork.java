package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an account's roles and role contexts have to change. */
final class RoleWork {
    private static final String CONTEXT = "Context";
    private static final List<String> LISTS = List.of("Roles", "AdditionalPermissions");

    private RoleWork() {}

    static List<Work> assign(@Nullable Object mapped, RolesHeld held) {
        List<String> missing =
                texts(mapped).stream().filter(is -> !held.roles().contains(is)).toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        Set<String> now = new LinkedHashSet<>(held.roles());
        now.addAll(missing);
        return List.of(single(held, now, new Write.AssignRoles(missing)));
    }

    static List<Work> unassign(@Nullable Object mapped, RolesHeld held) {
        List<String> there = texts(mapped).stream().filter(held.roles()::contains).toList();
        if (there.isEmpty()) {
            return List.of();
        }
        Set<String> now = new LinkedHashSet<>(held.roles());
        there.forEach(now::remove);
        return List.of(single(held, now, new Write.UnassignRoles(there)));
    }

    private static Work single(RolesHeld held, Set<String> now, Write write) {
        return new Work.Single(new Change(Writable.ROLES, held.roles(), List.copyOf(now)), write);
    }

    static List<Work> contexts(@Nullable Object mapped, RolesHeld held) {
        List<Map<String, @Nullable Object>> differing = new ArrayList<>();
        for (Map<?, ?> element : Fields.elements(mapped)) {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> context = (Map<String, @Nullable Object>) element;
            if (held.contexts().stream().noneMatch(there -> isSame(there, context))) {
                differing.add(context);
            }
        }
        if (differing.isEmpty()) {
            return List.of();
        }
        Change change = new Change(Writable.ROLE_CONTEXT, held.contexts(), differing);
        return List.of(new Work.Single(change, new Write.RoleContexts(differing)));
    }

    private static boolean isSame(
            Map<String, @Nullable Object> there, Map<String, @Nullable Object> wanted) {
        boolean lists =
                LISTS.stream()
                        .allMatch(
                                name ->
                                        Set.copyOf(texts(there.get(name)))
                                                .equals(Set.copyOf(texts(wanted.get(name)))));
        Object ends = wanted.get("Expiration");
        return lists
                && Fields.same(CONTEXT, there.get(CONTEXT), wanted.get(CONTEXT))
                && (Fields.isEmpty(ends) || Fields.same("", there.get("Expiration"), ends));
    }

    static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : list instanceof String one ? List.of(one) : List.of();
    }
}
