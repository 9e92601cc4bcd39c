package io.tidegate.connector;

import io.tidegate.event.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON's plain Java as YAML that people would write: what is short stands on one line. */
final class YamlText {
    private static final int WIDTH = 110;

    /** Everything else is quoted: no reader of YAML may take a text for something else. */
    private static final Pattern BARE =
            Pattern.compile("[A-Za-z_$/]([A-Za-z0-9_./@$-]|:(?=/)| (?=[A-Za-z0-9_./@$(-]))*");

    private static final Pattern WORD =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan");

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /** An element of a list; ends with a line break. */
    static String item(Object value) {
        YamlText yaml = new YamlText();
        yaml.element(value, 0);
        return yaml.text.toString();
    }

    private void element(@Nullable Object value, int indent) {
        text.append(" ".repeat(indent)).append("- ");
        if (value instanceof Map<?, ?> map
                && !map.isEmpty()
                && (indent == 0 || isLong(map, indent))) {
            entries(map, indent + 2, true);
        } else {
            text.append(flow(value)).append('\n');
        }
    }

    private void entries(Map<?, ?> map, int indent, boolean begun) {
        boolean first = begun;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(first ? "" : " ".repeat(indent));
            first = false;
            text.append(scalar(String.valueOf(entry.getKey()))).append(':');
            below(entry.getValue(), indent);
        }
    }

    private void below(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map && isLong(map, indent)) {
            text.append('\n');
            entries(map, indent + 2, false);
        } else if (value instanceof List<?> list && isLong(list, indent)) {
            text.append('\n');
            list.forEach(one -> element(one, indent + 2));
        } else {
            text.append(' ').append(flow(value)).append('\n');
        }
    }

    private static boolean isLong(Object value, int indent) {
        return indent + flow(value).length() > WIDTH;
    }

    private static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(
                                    e ->
                                            scalar(String.valueOf(e.getKey()))
                                                    + ": "
                                                    + flow(e.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar(value);
    }

    private static String scalar(@Nullable Object value) {
        return value instanceof String bare
                        && BARE.matcher(bare).matches()
                        && !WORD.matcher(bare).matches()
                ? bare
                : Json.text(value);
    }
}
