package io.tidegate.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** E-mail addresses of a mapped profile. */
final class Addresses {
    private static final String TYPE = "Type";
    private static final String VALUE = "Value";
    private static final String DEFAULT_TYPE = "Primary";

    private Addresses() {}

    /** With a type in each; a text, or an object alone, becomes a list of one. */
    static List<Map<String, @Nullable Object>> typed(@Nullable Object mapped) {
        List<?> list =
                mapped instanceof List<?> many
                        ? many
                        : mapped == null ? List.of() : List.of(mapped);
        List<Map<String, @Nullable Object>> typed = new ArrayList<>();
        for (Object one : list) {
            Object value = one instanceof Map<?, ?> map ? map.get(VALUE) : one;
            Object type = one instanceof Map<?, ?> map ? map.get(TYPE) : null;
            if (value instanceof String address && !address.isBlank()) {
                Map<String, @Nullable Object> element = new LinkedHashMap<>();
                element.put(
                        TYPE, type instanceof String text && !text.isBlank() ? text : DEFAULT_TYPE);
                element.put(VALUE, address);
                typed.add(element);
            }
        }
        return typed;
    }

    /** Those of the mapped addresses that the account has. */
    static List<Work> remove(ActionInput input, Account account) {
        List<Work> work = new ArrayList<>();
        for (Map<String, @Nullable Object> unwanted : typed(input.profile().get(Writable.EMAIL))) {
            for (Map<?, ?> element : Fields.elements(account.profile().get(Writable.EMAIL))) {
                if (Fields.same("Email[]", element.get(VALUE), unwanted.get(VALUE))) {
                    String address = String.valueOf(element.get(VALUE));
                    String field = "Email" + Fields.element(TYPE, element) + "." + VALUE;
                    Change change = new Change(field, address, null);
                    work.add(new Work.Single(change, new Write.RemoveEmail(address)));
                }
            }
        }
        return work;
    }

    static Write invalidate(ActionInput input) {
        return new Write.InvalidateEmail(
                typed(input.profile().get(Writable.EMAIL)).stream()
                        .map(one -> String.valueOf(one.get(VALUE)))
                        .findFirst()
                        .orElse(null));
    }
}
