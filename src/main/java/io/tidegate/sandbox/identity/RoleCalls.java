package io.tidegate.sandbox.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue of roles, and the roles of an account. */
final class RoleCalls {
    private RoleCalls() {}

    static Object catalogue(Tables tables, Call call) {
        return list(tables.roles().all());
    }

    private static Map<String, Object> list(Map<String, List<String>> roles) {
        List<Object> data = new ArrayList<>();
        roles.forEach((name, permissions) -> data.add(role(name, permissions)));
        return Map.of("Count", data.size(), "Data", data);
    }

    private static Map<String, @Nullable Object> role(String name, List<String> permissions) {
        Map<String, @Nullable Object> flags = new LinkedHashMap<>();
        permissions.forEach(one -> flags.put(one, true));
        Map<String, @Nullable Object> role = new LinkedHashMap<>();
        role.put("Name", name);
        role.put("Permissions", flags);
        return role;
    }

    static Object create(Tables tables, Call call) {
        Map<String, List<String>> made = new LinkedHashMap<>();
        for (Object one : As.list(call.member("roles"))) {
            String name = As.text(named(one, "name"));
            if (name == null) {
                throw Refused.bad(1090, "The body is not valid", "each of roles has a name");
            }
            List<String> permissions =
                    As.map(named(one, "permissions")).entrySet().stream()
                            .filter(flag -> Boolean.TRUE.equals(flag.getValue()))
                            .map(Map.Entry::getKey)
                            .toList();
            tables.roles().put(name, Set.copyOf(permissions));
            made.put(name, permissions);
        }
        if (made.isEmpty()) {
            throw Refused.bad(
                    1090, "The body is not valid", "the call needs roles: [{name, permissions}]");
        }
        return list(made);
    }

    static @Nullable Object named(@Nullable Object object, String name) {
        return new Call(Map.of(), As.map(object), false, null).member(name);
    }

    static Object remove(Tables tables, Call call) {
        String name = call.needed("role");
        exist(tables, List.of(name));
        tables.roles().delete(name);
        return Map.of("IsDeleted", true);
    }

    static Object addPermissions(Tables tables, Call call) {
        return permissions(tables, call, true);
    }

    static Object removePermissions(Tables tables, Call call) {
        return permissions(tables, call, false);
    }

    private static Object permissions(Tables tables, Call call, boolean add) {
        String name = call.needed("role");
        exist(tables, List.of(name));
        Set<String> all = new LinkedHashSet<>(tables.roles().all().getOrDefault(name, List.of()));
        List<String> given = As.texts(call.member("permissions"));
        if (add) {
            all.addAll(given);
        } else {
            given.forEach(all::remove);
        }
        tables.roles().put(name, all);
        return role(name, List.copyOf(all));
    }

    static Object of(Tables tables, Call call) {
        return roles(tables.account(call));
    }

    private static Map<String, Object> roles(Map<String, @Nullable Object> profile) {
        return Map.of("Roles", As.texts(profile.get("Roles")));
    }

    static Object assign(Tables tables, Call call) {
        return change(tables, call, true);
    }

    static Object unassign(Tables tables, Call call) {
        change(tables, call, false);
        return Map.of("IsDeleted", true);
    }

    private static Object change(Tables tables, Call call, boolean assign) {
        Map<String, @Nullable Object> profile = tables.account(call);
        List<String> given = As.texts(call.member("roles"));
        if (given.isEmpty()) {
            throw Refused.bad(1090, "The body is not valid", "the call needs roles: [names]");
        }
        exist(tables, given);
        Set<String> roles = new LinkedHashSet<>(As.texts(profile.get("Roles")));
        if (assign) {
            roles.addAll(given);
        } else {
            given.forEach(roles::remove);
        }
        profile.put("Roles", List.copyOf(roles));
        tables.save(profile);
        tables.tell(call, assign ? "AssignRoles" : "UnassignRoles", Profiles.uid(profile), profile);
        return roles(profile);
    }

    /**
     * @throws Refused unless all of them are in the catalogue
     */
    static void exist(Tables tables, List<String> names) {
        for (String name : names) {
            if (!tables.roles().has(name)) {
                throw Refused.bad(
                        1047,
                        "The role does not exist",
                        "no role is named " + name + "; create it");
            }
        }
    }
}
