package io.tidegate.identity;

import io.tidegate.profile.ProfileField;
import io.tidegate.profile.ProfileTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of a profile, each under a name that does not depend on the order of lists: {@code
 * FirstName}, {@code Country.Code}, {@code CustomFields.Tier}, {@code Email[primary].Value}. An
 * element of a list is named by its key, in lower case; a list without keys is one value.
 */
public final class Fields {
    private static final String LIST = "[]";

    /** Lists by their path in the table, such as {@code Projects[].With} → the key's name. */
    private static final Map<String, String> KEYS =
            ProfileTable.fields().stream()
                    .filter(field -> field.path().endsWith(LIST) && field.keyed().key() != null)
                    .collect(Collectors.toUnmodifiableMap(Fields::list, Fields::keyOf));

    private Fields() {}

    /** In the profile's order; nulls are kept. */
    public static Map<String, @Nullable Object> of(
            Map<String, ? extends @Nullable Object> profile) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        profile.forEach((name, value) -> put(values, name, name, value));
        return values;
    }

    private static void put(
            Map<String, @Nullable Object> values,
            String name,
            String path,
            @Nullable Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((member, of) -> put(values, name + "." + member, path + "." + member, of));
        } else if (value instanceof List<?> list && isKeyed(path, list)) {
            String key = String.valueOf(KEYS.get(path));
            for (Map<?, ?> element : elements(list)) {
                String one = name + element(key, element);
                element.forEach(
                        (member, of) -> {
                            if (!member.equals(key)) {
                                put(values, one + "." + member, path + LIST + "." + member, of);
                            }
                        });
            }
        } else {
            values.put(name, value);
        }
    }

    /** The key's name if every element of the list has one. */
    static boolean isKeyed(String path, List<?> list) {
        String key = KEYS.get(path);
        return key != null
                && list.stream()
                        .allMatch(
                                element ->
                                        element instanceof Map<?, ?> map
                                                && map.get(key) instanceof String);
    }

    /** {@code [primary]}: how an element is named behind its list. */
    static String element(String key, Map<?, ?> element) {
        return "[" + String.valueOf(element.get(key)).toLowerCase(Locale.ROOT) + "]";
    }

    static String key(String path) {
        return KEYS.getOrDefault(path, "");
    }

    static List<Map<?, ?>> elements(@Nullable Object list) {
        List<Map<?, ?>> elements = new ArrayList<>();
        if (list instanceof List<?> any) {
            for (Object element : any) {
                if (element instanceof Map<?, ?> map) {
                    elements.add(map);
                }
            }
        }
        return elements;
    }

    /** Null, an empty text, an empty list or an empty object. */
    public static boolean isEmpty(@Nullable Object value) {
        return value == null
                || "".equals(value)
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** Whether two values of one field say the same; addresses are compared in any case. */
    public static boolean same(String field, @Nullable Object one, @Nullable Object other) {
        if (isEmpty(one) || isEmpty(other)) {
            return isEmpty(one) && isEmpty(other);
        }
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return field.startsWith("Email[")
                ? String.valueOf(one).equalsIgnoreCase(String.valueOf(other))
                : Objects.equals(one, other);
    }

    private static String list(ProfileField field) {
        return field.path().substring(0, field.path().length() - LIST.length());
    }

    private static String keyOf(ProfileField field) {
        return String.valueOf(field.keyed().key());
    }
}
