package io.tidegate.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes places of the table's paths. */
final class PlaceTree {
    private final Map<String, PlaceTree> children = new LinkedHashMap<>();
    private @Nullable ProfileField field;

    static Place.Members of(List<ProfileField> fields) {
        PlaceTree root = new PlaceTree();
        for (ProfileField field : fields) {
            PlaceTree at = root;
            // A list's brackets and a map's star are steps too.
            for (String step : field.path().replace("[]", ".[]").split("\\.")) {
                at = at.children.computeIfAbsent(step, name -> new PlaceTree());
            }
            at.field = field;
        }
        return root.members();
    }

    private Place.Members members() {
        Map<String, Place> members = new LinkedHashMap<>();
        children.forEach((name, child) -> members.put(name, child.place()));
        return new Place.Members(members);
    }

    private Place place() {
        PlaceTree list = children.get("[]");
        if (list != null && list.field != null) {
            boolean ofValues = list.children.isEmpty();
            return new Place.Many(
                    list.field, ofValues ? new Place.One(list.field) : list.members());
        }
        PlaceTree names = children.get("*");
        if (names != null && names.field != null) {
            return new Place.Names(names.field);
        }
        return field == null ? members() : new Place.One(field);
    }
}
