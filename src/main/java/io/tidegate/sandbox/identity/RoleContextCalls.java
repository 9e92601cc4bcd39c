package io.tidegate.sandbox.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles that an account has in a context only. */
final class RoleContextCalls {
    private RoleContextCalls() {}

    static Object of(Tables tables, Call call) {
        return data(tables.account(call));
    }

    private static Map<String, Object> data(Map<String, @Nullable Object> profile) {
        return Map.of("Data", As.list(profile.get("RoleContext")));
    }

    /** A context that exists gets what it does not have yet. */
    static Object upsert(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        List<@Nullable Object> given = As.list(call.member("rolecontext"));
        if (given.isEmpty()) {
            throw Refused.bad(
                    1090, "The body is not valid", "the call needs rolecontext: [{context}]");
        }
        List<@Nullable Object> contexts = new ArrayList<>(As.list(profile.get("RoleContext")));
        given.forEach(one -> put(tables, contexts, one));
        profile.put("RoleContext", contexts);
        tables.save(profile);
        tables.tell(call, "AssignRoles", Profiles.uid(profile), profile);
        return data(profile);
    }

    private static void put(
            Tables tables, List<@Nullable Object> contexts, @Nullable Object given) {
        String name = As.text(RoleCalls.named(given, "context"));
        if (name == null) {
            throw Refused.bad(1090, "The body is not valid", "each of rolecontext has a context");
        }
        List<String> roles = As.texts(RoleCalls.named(given, "roles"));
        RoleCalls.exist(tables, roles);
        int at = indexOf(contexts, name);
        Map<String, @Nullable Object> old = As.map(at < 0 ? null : contexts.get(at));
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("Context", name);
        context.put("Roles", both(old.get("Roles"), roles));
        context.put(
                "AdditionalPermissions",
                both(
                        old.get("AdditionalPermissions"),
                        As.texts(RoleCalls.named(given, "additionalpermissions"))));
        Object expiration = RoleCalls.named(given, "expiration");
        context.put("Expiration", expiration == null ? old.get("Expiration") : expiration);
        if (at < 0) {
            contexts.add(context);
        } else {
            contexts.set(at, context);
        }
    }

    private static List<String> both(@Nullable Object old, List<String> more) {
        Set<String> all = new LinkedHashSet<>(As.texts(old));
        all.addAll(more);
        return List.copyOf(all);
    }

    private static int indexOf(List<@Nullable Object> contexts, String name) {
        for (int i = 0; i < contexts.size(); i++) {
            if (name.equals(As.map(contexts.get(i)).get("Context"))) {
                return i;
            }
        }
        return -1;
    }

    static Object remove(Tables tables, Call call) {
        Map<String, @Nullable Object> profile = tables.account(call);
        List<@Nullable Object> contexts = new ArrayList<>(As.list(profile.get("RoleContext")));
        contexts.remove(place(contexts, call));
        profile.put("RoleContext", contexts);
        return removed(tables, call, profile, "RemoveRoleContext");
    }

    static Object removeRoles(Tables tables, Call call) {
        return without(tables, call, "Roles");
    }

    static Object removePermissions(Tables tables, Call call) {
        return without(tables, call, "AdditionalPermissions");
    }

    private static Object without(Tables tables, Call call, String member) {
        Map<String, @Nullable Object> profile = tables.account(call);
        List<@Nullable Object> contexts = new ArrayList<>(As.list(profile.get("RoleContext")));
        int at = place(contexts, call);
        Map<String, @Nullable Object> context = new LinkedHashMap<>(As.map(contexts.get(at)));
        List<String> left = new ArrayList<>(As.texts(context.get(member)));
        left.removeAll(As.texts(call.member(member)));
        context.put(member, left);
        contexts.set(at, context);
        profile.put("RoleContext", contexts);
        return removed(tables, call, profile, "UnassignRoles");
    }

    private static Object removed(
            Tables tables, Call call, Map<String, @Nullable Object> profile, String event) {
        tables.save(profile);
        tables.tell(call, event, Profiles.uid(profile), profile);
        return Map.of("IsDeleted", true);
    }

    private static int place(List<@Nullable Object> contexts, Call call) {
        String name = call.needed("context");
        int at = indexOf(contexts, name);
        if (at < 0) {
            throw Refused.missing(
                    1047, "The role context does not exist", "the account has no context " + name);
        }
        return at;
    }

    /** Who has a context. */
    static Object members(Tables tables, Call call) {
        String name = call.needed("context");
        List<Object> data = new ArrayList<>();
        for (Map<String, @Nullable Object> profile : tables.accounts().latest(10_000)) {
            List<@Nullable Object> contexts = As.list(profile.get("RoleContext"));
            int at = indexOf(contexts, name);
            if (at >= 0) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("Uid", Profiles.uid(profile));
                one.put("RoleContext", contexts.get(at));
                data.add(one);
            }
        }
        return Map.of("Data", data);
    }
}
