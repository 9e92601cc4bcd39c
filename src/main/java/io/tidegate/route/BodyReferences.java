package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.destination.Envelope;
import io.tidegate.event.Json;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A body in which a destination's own texts name secrets. What an event says is written so that it
 * can never be read as such a name: in JSON the second of two braces is escaped, a form encodes
 * both. A stored request tells by a header, which is not sent, that its body is to be read.
 */
enum BodyReferences {
    JSON {
        @Override
        byte[] write(@Nullable Object body) {
            return Json.write(body);
        }

        @Override
        String harmless(String written) {
            return written.replace("{{", "{\\u007b");
        }

        @Override
        String encoded(String text) {
            String quoted = Json.text(text);
            return quoted.substring(1, quoted.length() - 1);
        }
    },
    FORM {
        @Override
        byte[] write(@Nullable Object body) {
            return FormText.of(body);
        }

        @Override
        String harmless(String written) {
            return written;
        }

        @Override
        String encoded(String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    };

    /** Its value is a name of this enum. */
    static final String HEADER = "Tidegate-Body";

    abstract byte[] write(@Nullable Object body);

    abstract String harmless(String written);

    /** A text, within what is written. */
    abstract String encoded(String text);

    /** Nobody who writes an event knows what stands for the names meanwhile. */
    byte[] of(@Nullable Object body) {
        String mark = UUID.randomUUID().toString();
        List<String> references = new ArrayList<>();
        Object marked = marked(body, mark, references);
        String written = harmless(new String(write(marked), UTF_8));
        for (int i = 0; i < references.size(); i++) {
            written =
                    written.replace(mark + ":" + i + ";", stored(references.get(i)))
                            .replace(
                                    URLEncoder.encode(mark + ":" + i + ";", UTF_8),
                                    stored(references.get(i)));
        }
        return written.getBytes(UTF_8);
    }

    private static @Nullable Object marked(
            @Nullable Object value, String mark, List<String> references) {
        if (value instanceof Envelope.Reference reference) {
            references.add(reference.text());
            return mark + ":" + (references.size() - 1) + ";";
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach(
                    (key, item) -> copy.put(String.valueOf(key), marked(item, mark, references)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(marked(item, mark, references)));
            return copy;
        }
        return value;
    }

    /** The names stay as they are; what stands around them is encoded. */
    private String stored(String reference) {
        return References.outside(reference, this::encoded);
    }

    /** How a secret is written into a body of this kind; null: the body is not to be read. */
    static @Nullable UnaryOperator<String> encoding(Map<String, String> headers) {
        String kind = headers.get(HEADER);
        return kind == null ? null : valueOf(kind)::encoded;
    }
}
