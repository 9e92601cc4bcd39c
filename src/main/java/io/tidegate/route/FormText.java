package io.tidegate.route;

import io.tidegate.event.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * JSON as {@code application/x-www-form-urlencoded}: a list repeats its name, what lies deeper has
 * its name in brackets, {@code address[city]=Berlin}.
 */
final class FormText {
    private FormText() {}

    static byte[] of(@Nullable Object body) {
        StringJoiner form = new StringJoiner("&");
        add(form, "", body);
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void add(StringJoiner form, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, item) ->
                            add(
                                    form,
                                    name.isEmpty() ? String.valueOf(key) : name + "[" + key + "]",
                                    item));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> add(form, name, item));
        } else if (value != null) {
            String text = value instanceof String is ? is : Json.text(value);
            form.add(encoded(name) + "=" + encoded(text));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
