package io.tidegate.inflow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form as {@code application/x-www-form-urlencoded}: a name that stands more than once has the
 * list of its values. Stricter than browsers: what is no percent-encoding, or no UTF-8, is refused.
 */
final class FormReader {
    static final int MAX_FIELDS = 10_000;

    /** Bytes; stored JSON has a bound for its keys. */
    static final int MAX_NAME = 1_024;

    private final byte[] body;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    private FormReader(byte[] body) {
        this.body = body;
    }

    static Map<String, Object> read(byte[] body) throws Refused {
        return new FormReader(body).fields();
    }

    private Map<String, Object> fields() throws Refused {
        Map<String, Object> fields = new LinkedHashMap<>();
        int seen = 0;
        for (int from = 0; from < body.length; ) {
            int end = next('&', from, body.length);
            if (end > from) {
                if (++seen > MAX_FIELDS) {
                    throw Refused.unreadable(
                            "", "a form has at most " + MAX_FIELDS + " fields; this one has more");
                }
                int equals = next('=', from, end);
                checkName(from, equals);
                add(fields, text(from, equals), text(Math.min(equals + 1, end), end));
            }
            from = end + 1;
        }
        return fields;
    }

    private static void checkName(int from, int to) throws Refused {
        if (to - from > MAX_NAME) {
            throw Refused.unreadable(
                    "",
                    "the field that begins at byte "
                            + from
                            + " has a name of more than "
                            + MAX_NAME
                            + " bytes");
        }
    }

    private static void add(Map<String, Object> fields, String name, String value) {
        Object before = fields.get(name);
        if (before == null) {
            fields.put(name, value);
        } else if (before instanceof List<?>) {
            @SuppressWarnings("unchecked") // only lists made below
            List<Object> values = (List<Object>) before;
            values.add(value);
        } else {
            fields.put(name, new ArrayList<>(List.of(before, value)));
        }
    }

    private int next(char wanted, int from, int to) {
        int at = from;
        while (at < to && body[at] != wanted) {
            at++;
        }
        return at;
    }

    private String text(int from, int to) throws Refused {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            byte b = body[at];
            if (b == '%') {
                decoded[length++] = escaped(at, to);
                at += 2;
            } else {
                decoded[length++] = b == '+' ? (byte) ' ' : b;
            }
        }
        try {
            return utf8.decode(ByteBuffer.wrap(decoded, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw Refused.unreadable(
                    "", "the field that begins at byte " + from + " is not text in UTF-8");
        }
    }

    private byte escaped(int at, int to) throws Refused {
        int high = at + 1 < to ? Character.digit(body[at + 1], 16) : -1;
        int low = at + 2 < to ? Character.digit(body[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw Refused.unreadable("", "the % at byte " + at + " is not followed by two digits");
        }
        return (byte) (high * 16 + low);
    }
}
