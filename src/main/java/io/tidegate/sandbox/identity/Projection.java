package io.tidegate.sandbox.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code fields=a,b(c),d/e}: the members of an answer that are asked for. */
final class Projection {
    private final String text;
    private int at;

    private Projection(String text) {
        this.text = text;
    }

    /** The answer with these members alone. */
    static Object of(Object answer, String fields) {
        Projection parser = new Projection(fields.replace(" ", ""));
        Map<String, Object> wanted = parser.names();
        if (parser.at < parser.text.length()) {
            throw Refused.bad(
                    908, "A parameter is not formatted correctly", "fields is such as a,b(c),d/e");
        }
        Object cut = cut(answer, wanted);
        return cut == null ? Map.of() : cut;
    }

    /** Names, each with those asked for within; none within means all. */
    private Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && ",()/".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(from, at).toLowerCase(Locale.ROOT);
            names.put(name, within());
            if (at >= text.length() || text.charAt(at) != ',') {
                break;
            }
            at++;
        }
        return names;
    }

    private Map<String, Object> within() {
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            Map<String, Object> inner = names();
            if (at < text.length() && text.charAt(at) == ')') {
                at++;
            }
            return inner;
        }
        if (at < text.length() && text.charAt(at) == '/') {
            int from = ++at;
            while (at < text.length() && ",()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return new Projection(text.substring(from, at)).names();
        }
        return Map.of();
    }

    private static @Nullable Object cut(@Nullable Object value, Map<String, ?> wanted) {
        if (wanted.isEmpty()) {
            return value;
        }
        if (value instanceof List) {
            List<@Nullable Object> list = new ArrayList<>();
            As.list(value).forEach(one -> list.add(cut(one, wanted)));
            return list;
        }
        if (!(value instanceof Map)) {
            return value;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        As.map(value)
                .forEach(
                        (name, one) -> {
                            Object inner = wanted.get(name.toLowerCase(Locale.ROOT));
                            if (inner != null) {
                                map.put(name, cut(one, As.map(inner)));
                            }
                        });
        return map;
    }
}
