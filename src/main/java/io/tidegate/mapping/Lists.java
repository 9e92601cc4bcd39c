package io.tidegate.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converters between lists and single values. */
final class Lists {
    private Lists() {}

    static Converter split(Argument argument) throws InvalidArgument {
        String separator = argument.text();
        return value -> {
            List<@Nullable Object> parts = new ArrayList<>();
            for (Object element : value instanceof List<?> list ? list : List.of(value)) {
                if (element != null) {
                    parts(Converter.text(element), separator, parts);
                }
            }
            return parts;
        };
    }

    /** An empty text has no parts; the separator is taken as it stands, not as a pattern. */
    private static void parts(String text, String separator, List<@Nullable Object> into) {
        if (text.isEmpty()) {
            return;
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            into.add(text.substring(from, at));
            from = at + separator.length();
        }
        into.add(text.substring(from));
    }

    static Converter join(Argument argument) throws InvalidArgument {
        String separator = argument.text();
        return value -> {
            if (!(value instanceof List<?> list)) {
                return Converter.text(value);
            }
            StringBuilder joined = new StringBuilder();
            String before = "";
            for (Object element : list) {
                if (element != null) {
                    joined.append(before).append(Converter.text(element));
                    before = separator;
                }
            }
            return joined.toString();
        };
    }

    static @Nullable Object first(Object value) {
        return element(value, 0);
    }

    static @Nullable Object last(Object value) {
        return element(value, -1);
    }

    private static @Nullable Object element(Object value, int index) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        return list.isEmpty() ? Source.MISSING : list.get(index < 0 ? list.size() + index : index);
    }
}
