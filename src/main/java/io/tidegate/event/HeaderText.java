package io.tidegate.event;

import io.tidegate.event.InvalidEvent.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Header values as the CloudEvents HTTP binding encodes them (section 3.1.3.2): percent-encoded
 * UTF-8, maybe quoted.
 */
final class HeaderText {
    private HeaderText() {}

    static String decode(String attribute, String header) throws InvalidEvent {
        String text = unquote(header.trim());
        if (isPlain(text)) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '%' ? octet(text, i) : -1;
            if (octet >= 0) {
                bytes[length++] = (byte) octet;
                i += 2;
            } else {
                // an HTTP header is octets, one to a character: those of raw UTF-8 are put together
                bytes[length++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidEvent(
                    Kind.NOT_AN_EVENT,
                    "/" + attribute,
                    "the header ce-" + attribute + " is not percent-encoded UTF-8");
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static int octet(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static String unquote(String value) {
        if (value.length() < 2
                || value.charAt(0) != '"'
                || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        String quoted = value.substring(1, value.length() - 1);
        return quoted.indexOf('\\') < 0 ? quoted : quoted.replaceAll("\\\\(.)", "$1");
    }
}
