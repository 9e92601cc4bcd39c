package io.tidegate.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java: {@code Map<String,Object>}, {@code List<Object>}, {@code String}, {@code
 * Integer}, {@code Long}, {@code BigInteger}, {@code BigDecimal}, {@code Boolean} and {@code null}.
 * Decimals keep their digits. A key may stand once in an object, and nesting ends at {@value
 * #MAX_DEPTH} levels.
 */
public final class Json {
    public static final int MAX_DEPTH = 200;

    /** Digits a number may have: beyond this, reading one costs more than any sender needs. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    /** Characters of a key: the parser keeps the keys it has seen, thousands of them. */
    static final int MAX_NAME_LENGTH = 2_048;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH + 50)
                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                    .maxNameLength(MAX_NAME_LENGTH)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private Json() {}

    /** Reads one UTF-8 document. */
    public static @Nullable Object parse(byte[] utf8) throws InvalidJson {
        return parse(utf8, 0, utf8.length);
    }

    static @Nullable Object parse(byte[] utf8, int offset, int length) throws InvalidJson {
        try (JsonParser parser = parser(utf8, offset, length)) {
            if (parser.nextToken() == null) {
                throw new InvalidJson("", "the document is empty");
            }
            Object value = value(parser, "", 0);
            if (parser.nextToken() != null) {
                throw new InvalidJson("", "something follows the end of the document");
            }
            return value;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    static JsonParser parser(byte[] utf8, int offset, int length) throws IOException, InvalidJson {
        int wrong = Utf8.firstWrong(utf8, offset, offset + length);
        if (wrong >= 0) {
            throw new InvalidJson(
                    "",
                    String.format(
                            "not UTF-8: no character begins with 0x%02X at byte %d",
                            utf8[wrong], wrong - offset));
        }
        return FACTORY.createParser(utf8, offset, length);
    }

    static InvalidJson malformed(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return new InvalidJson("", beyond(String.valueOf(e.getMessage())) + at(e));
        }
        if (e instanceof JsonEOFException) {
            return new InvalidJson("", "the JSON ends too early" + at(e));
        }
        if (e instanceof JsonParseException p) {
            return new InvalidJson("", "not JSON: " + plain(p.getOriginalMessage()) + at(e));
        }
        return new InvalidJson("", "not JSON in UTF-8: " + e.getMessage());
    }

    private static String beyond(String message) {
        if (message.contains("nesting")) {
            return "deeper than " + MAX_DEPTH + " levels";
        }
        return message.contains("Name length")
                ? "a key with more than " + MAX_NAME_LENGTH + " characters"
                : "a number with more than " + MAX_NUMBER_LENGTH + " digits";
    }

    /** The parser names its own settings where it points at another place. */
    private static String plain(String message) {
        return message.replaceAll("\\[Source: [^;]*; (line: \\d+, column: \\d+)]", "$1");
    }

    private static String at(IOException e) {
        var where = e instanceof JsonProcessingException p ? p.getLocation() : null;
        return where == null
                ? ""
                : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
    }

    /** Reads the value whose first token is the current one. */
    static @Nullable Object value(JsonParser parser, String pointer, int depth)
            throws IOException, InvalidJson {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, pointer, depth + 1);
            case START_ARRAY -> array(parser, pointer, depth + 1);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser, pointer);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default ->
                    throw new InvalidJson(pointer, "not JSON: unexpected " + parser.currentToken());
        };
    }

    /** A short text may name a number that fills all memory once it is written out. */
    private static BigDecimal decimal(JsonParser parser, String pointer)
            throws IOException, InvalidJson {
        try {
            BigDecimal decimal = parser.getDecimalValue();
            if (Math.abs(decimal.scale()) <= MAX_NUMBER_LENGTH) {
                return decimal;
            }
        } catch (NumberFormatException beyondInt) {
            // refused below
        }
        throw new InvalidJson(
                pointer, "a number with an exponent beyond " + MAX_NUMBER_LENGTH + " digits");
    }

    private static Map<String, @Nullable Object> object(
            JsonParser parser, String pointer, int depth) throws IOException, InvalidJson {
        checkDepth(pointer, depth);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            parser.nextToken();
            if (object.containsKey(name)) {
                throw new InvalidJson(
                        pointer,
                        "the key \"" + Attribute.shown(name) + "\" stands twice in one object");
            }
            object.put(name, value(parser, pointer, depth));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser, String pointer, int depth)
            throws IOException, InvalidJson {
        checkDepth(pointer, depth);
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, pointer, depth));
        }
        return array;
    }

    private static void checkDepth(String pointer, int depth) throws InvalidJson {
        if (depth > MAX_DEPTH) {
            throw new InvalidJson(pointer, "deeper than " + MAX_DEPTH + " levels");
        }
    }

    /**
     * Writes compact UTF-8. A lone surrogate, which UTF-8 cannot hold, is written as its escape.
     */
    public static byte[] write(@Nullable Object value) {
        try {
            return write(value, false);
        } catch (IOException e) {
            try {
                return write(value, true);
            } catch (IOException stillWrong) {
                throw new UncheckedIOException(stillWrong);
            }
        }
    }

    /** As {@link #write}, as text. */
    public static String text(@Nullable Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    private static byte[] write(@Nullable Object value, boolean escapeNonAscii) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            if (escapeNonAscii) {
                generator.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            }
            write(generator, value);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof CharSequence text) {
            out.writeString(text.toString());
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(out, number);
        } else {
            out.writeString(value.toString());
        }
    }

    private static void writeNumber(JsonGenerator out, Number number) throws IOException {
        if (number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte) {
            out.writeNumber(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            out.writeNumber(integer);
        } else if (Double.isFinite(number.doubleValue())) {
            out.writeNumber(number.doubleValue());
        } else {
            out.writeNull();
        }
    }
}
