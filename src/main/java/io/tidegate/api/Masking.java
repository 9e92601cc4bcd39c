package io.tidegate.api;

import static io.tidegate.access.SensitiveFields.MASK;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidegate.access.Role;
import io.tidegate.access.SensitiveFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keeps payloads from viewers, and literal credentials in headers from everybody: the shape and the
 * keys of an answer stay, values become {@value SensitiveFields#MASK}.
 */
final class Masking {
    private static final Map<String, Kind> PAYLOADS =
            Map.ofEntries(
                    Map.entry("data", Kind.MASKED),
                    Map.entry("extensions", Kind.MASKED),
                    Map.entry("result", Kind.MASKED),
                    Map.entry("note", Kind.MASKED),
                    Map.entry("mapped", Kind.MASKED),
                    Map.entry("example", Kind.MASKED),
                    Map.entry("recordKey", Kind.MASKED),
                    Map.entry("body", Kind.BODY),
                    Map.entry("requestBody", Kind.BODY),
                    Map.entry("response", Kind.BODY),
                    Map.entry("responseBody", Kind.BODY),
                    Map.entry("headers", Kind.HEADERS),
                    Map.entry("requestHeaders", Kind.HEADERS),
                    Map.entry("url", Kind.URL),
                    Map.entry("reason", Kind.TEXT),
                    Map.entry("error", Kind.TEXT),
                    Map.entry("why", Kind.TEXT),
                    Map.entry("what", Kind.TEXT));

    private static final Set<String> HEADERS = Set.of("headers", "requestHeaders");
    private static final Set<String> PLAIN_HEADERS =
            Set.of("accept", "content-type", "idempotency-key", "user-agent");
    private static final SensitiveFields CREDENTIALS = SensitiveFields.ofSecrets();

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(1_000)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final boolean isViewer;

    private enum Kind {
        SHOWN,
        MASKED,
        BODY,
        HEADERS,
        CREDENTIALS,
        URL,
        TEXT
    }

    private Masking(boolean isViewer) {
        this.isViewer = isViewer;
    }

    /**
     * The answer of an operation, as somebody of a role may see it.
     *
     * @param isPlain whether the operation says that it has nothing to be masked
     */
    static Answer of(Answer answer, boolean isPlain, Role role) {
        if (isPlain || answer.status() >= 400 || answer.body().length == 0) {
            return answer;
        }
        boolean isViewer = !role.covers(Role.OPERATOR);
        if (!Answer.JSON.equals(answer.headers().get("Content-Type"))) {
            if (isViewer) {
                throw new IllegalStateException(
                        "an answer that is no JSON cannot be masked, and its operation does not say that it is"
                                + " without payloads");
            }
            return answer;
        }
        byte[] masked = new Masking(isViewer).whole(answer.body(), Kind.SHOWN);
        return new Answer(answer.status(), answer.headers(), masked);
    }

    private byte[] whole(byte[] json, Kind kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length);
        try (JsonParser in = JSON.createParser(json);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            if (in.nextToken() == null) {
                throw new IOException("it is empty");
            }
            value(in, out, kind, "");
        } catch (IOException e) {
            throw new IllegalStateException("an answer cannot be masked", e);
        }
        return bytes.toByteArray();
    }

    private void value(JsonParser in, JsonGenerator out, Kind kind, String key) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            out.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                out.writeFieldName(name);
                in.nextToken();
                value(in, out, below(kind, name), name);
            }
            out.writeEndObject();
        } else if (token == JsonToken.START_ARRAY) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(in, out, kind, key);
            }
            out.writeEndArray();
        } else {
            scalar(in, out, kind, key);
        }
    }

    /** What a key's value is, within an object of some kind. */
    private Kind below(Kind kind, String key) {
        if (kind == Kind.SHOWN) {
            return isViewer
                    ? PAYLOADS.getOrDefault(key, Kind.SHOWN)
                    : HEADERS.contains(key) ? Kind.CREDENTIALS : Kind.SHOWN;
        }
        return switch (kind) {
            case HEADERS, CREDENTIALS -> kind;
            case TEXT -> Kind.SHOWN; // such as a dry run's error, an object with a message
            default -> Kind.MASKED;
        };
    }

    private void scalar(JsonParser in, JsonGenerator out, Kind kind, String key)
            throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL || kind == Kind.SHOWN) {
            copy(in, out, token);
        } else if (token != JsonToken.VALUE_STRING) {
            out.writeString(MASK);
        } else {
            out.writeString(text(in.getText(), kind, key));
        }
    }

    private static void copy(JsonParser in, JsonGenerator out, JsonToken token) throws IOException {
        if (token.isNumeric()) {
            out.writeNumber(in.getText());
        } else {
            out.copyCurrentEvent(in);
        }
    }

    private String text(String text, Kind kind, String key) {
        return switch (kind) {
            case BODY -> body(text);
            case HEADERS -> PLAIN_HEADERS.contains(key.toLowerCase(Locale.ROOT)) ? text : MASK;
            case CREDENTIALS -> CREDENTIALS.names(key) && !text.contains("{{secret:") ? MASK : text;
            case URL -> PlainWords.ofUrl(text);
            case TEXT -> PlainWords.of(text);
            default -> MASK;
        };
    }

    private String body(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            byte[] masked = whole(text.getBytes(StandardCharsets.UTF_8), Kind.MASKED);
            return new String(masked, StandardCharsets.UTF_8);
        } catch (IllegalStateException noJson) {
            return MASK;
        }
    }
}
