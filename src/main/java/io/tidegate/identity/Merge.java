package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts changed fields into what an account has. A member that is an object or a list goes to the
 * provider whole: with all that is to stay in it.
 */
final class Merge {
    private final Set<String> changed;

    private Merge(Set<String> changed) {
        this.changed = changed;
    }

    /**
     * The members of the profile in which something changes.
     *
     * @param changed names of fields
     */
    static Map<String, @Nullable Object> of(
            Map<String, @Nullable Object> wanted,
            Map<String, @Nullable Object> account,
            Set<String> changed) {
        Merge merge = new Merge(changed);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        wanted.forEach(
                (name, value) -> {
                    if (merge.changesIn(name)) {
                        members.put(name, merge.value(name, name, account.get(name), value));
                    }
                });
        return members;
    }

    private boolean changesIn(String name) {
        return changed.stream()
                .anyMatch(
                        field ->
                                field.equals(name)
                                        || field.startsWith(name + ".")
                                        || field.startsWith(name + "["));
    }

    private @Nullable Object value(
            String name, String path, @Nullable Object have, @Nullable Object want) {
        if (want instanceof Map<?, ?> members && !members.isEmpty()) {
            return object(name, path, have, members);
        }
        if (want instanceof List<?> list && !list.isEmpty() && Fields.isKeyed(path, list)) {
            return list(name, path, have, list);
        }
        return changed.contains(name) ? cleared(want) : have;
    }

    private static @Nullable Object cleared(@Nullable Object want) {
        return Fields.isEmpty(want) ? null : want;
    }

    private Map<String, @Nullable Object> object(
            String name, String path, @Nullable Object have, Map<?, ?> want) {
        Map<String, @Nullable Object> merged = copy(have);
        want.forEach(
                (member, value) -> {
                    String at = name + "." + member;
                    if (changesIn(at)) {
                        String text = String.valueOf(member);
                        merged.put(text, value(at, path + "." + text, merged.get(text), value));
                    }
                });
        return merged;
    }

    private List<@Nullable Object> list(
            String name, String path, @Nullable Object have, List<?> want) {
        String key = Fields.key(path);
        List<@Nullable Object> merged = new ArrayList<>();
        Fields.elements(have).forEach(element -> merged.add(copy(element)));
        for (Map<?, ?> element : Fields.elements(want)) {
            String at = name + Fields.element(key, element);
            if (changesIn(at)) {
                int index = indexOf(merged, key, Fields.element(key, element));
                Object before = index < 0 ? Map.of(key, element.get(key)) : merged.get(index);
                Map<String, @Nullable Object> now = object(at, path + "[]", before, element);
                if (index < 0) {
                    merged.add(now);
                } else {
                    merged.set(index, now);
                }
            }
        }
        return merged;
    }

    private static int indexOf(List<@Nullable Object> list, String key, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map && Fields.element(key, map).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Without nulls: one that is sent means that something is to be cleared. */
    private static Map<String, @Nullable Object> copy(@Nullable Object object) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (object instanceof Map<?, ?> map) {
            map.forEach((name, value) -> put(copy, String.valueOf(name), value));
        }
        return copy;
    }

    private static void put(
            Map<String, @Nullable Object> copy, String name, @Nullable Object value) {
        if (value != null) {
            copy.put(name, value instanceof Map<?, ?> ? copy(value) : value);
        }
    }
}
