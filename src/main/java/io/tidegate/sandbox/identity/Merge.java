package io.tidegate.sandbox.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a partial profile into a whole one: a null is ignored unless nulls are supported, objects
 * keep the members that are not named, and the arrays below are merged by their key, where {@code
 * "op":"delete"} takes a member out. Any other array takes the place of the old one.
 */
final class Merge {
    private static final Map<String, String> KEYS =
            Map.of(
                    "Addresses", "Type",
                    "PhoneNumbers", "PhoneType",
                    "Languages", "Name",
                    "PlacesLived", "Name");

    private final boolean nulls;

    Merge(boolean nulls) {
        this.nulls = nulls;
    }

    void into(Map<String, @Nullable Object> profile, Map<String, @Nullable Object> changes) {
        changes.forEach(
                (name, value) -> {
                    String key = KEYS.get(name);
                    if (value == null) {
                        if (nulls) {
                            profile.put(name, null);
                        }
                    } else if (value instanceof Map) {
                        Map<String, @Nullable Object> whole =
                                new LinkedHashMap<>(As.map(profile.get(name)));
                        into(whole, As.map(value));
                        profile.put(name, whole);
                    } else if (key != null) {
                        profile.put(name, members(As.list(profile.get(name)), value, key));
                    } else {
                        profile.put(name, value);
                    }
                });
    }

    private List<@Nullable Object> members(List<@Nullable Object> old, Object changes, String key) {
        List<@Nullable Object> members = new ArrayList<>(old);
        for (Object one : As.list(changes)) {
            Map<String, @Nullable Object> change = new LinkedHashMap<>(As.map(one));
            boolean delete = "delete".equals(change.remove("Op"));
            Object name = change.get(key);
            int at = indexOf(members, key, name);
            Map<String, @Nullable Object> whole =
                    new LinkedHashMap<>(at < 0 ? Map.of() : As.map(members.get(at)));
            into(whole, change);
            if (at >= 0) {
                members.remove(at);
            }
            if (!delete) {
                members.add(at < 0 ? members.size() : at, whole);
            }
        }
        return members;
    }

    private static int indexOf(List<@Nullable Object> members, String key, @Nullable Object name) {
        for (int i = 0; i < members.size(); i++) {
            if (Objects.equals(As.map(members.get(i)).get(key), name)) {
                return i;
            }
        }
        return -1;
    }
}
