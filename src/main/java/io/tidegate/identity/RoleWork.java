package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<Write> trims = new ArrayList<>();
        for (Map<?, ?> element : Fields.elements(mapped)) {
            Map<String, @Nullable Object> context = Profiles.copy(element);
            Map<String, @Nullable Object> there = there(held, context.get(CONTEXT));
            if (!isSame(there, context)) {
                differing.add(context);
                trim(there, context).ifPresent(trims::add);
            }
        }
        if (differing.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Contexts(
                        new Change(Writable.ROLE_CONTEXT, held.contexts(), differing),
                        trims,
                        new Write.RoleContexts(differing)));
    }

    private static Map<String, @Nullable Object> there(RolesHeld held, @Nullable Object name) {
        return held.contexts().stream()
                .filter(one -> Fields.same(CONTEXT, one.get(CONTEXT), name))
                .findFirst()
                .orElse(Map.of());
    }

    /** What a context has beyond what is wanted. */
    private static Optional<Write> trim(
            Map<String, @Nullable Object> there, Map<String, @Nullable Object> wanted) {
        List<List<String>> beyond =
                LISTS.stream()
                        .map(name -> beyond(texts(there.get(name)), texts(wanted.get(name))))
                        .toList();
        return beyond.stream().allMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        new Write.TrimContext(
                                String.valueOf(there.get(CONTEXT)), beyond.get(0), beyond.get(1)));
    }

    private static List<String> beyond(List<String> there, List<String> wanted) {
        return there.stream().filter(one -> !wanted.contains(one)).toList();
    }

    /** A provider adds to a context that exists: what is not wanted goes first. */
    private record Contexts(Change change, List<Write> trims, Write write) implements Work {
        @Override
        public List<Change> changes() {
            return List.of(change);
        }

        @Override
        public List<Write> writes(Set<String> allowed) {
            List<Write> writes = new ArrayList<>();
            if (allowed.contains(change.field())) {
                writes.addAll(trims);
                writes.add(write);
            }
            return writes;
        }
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
