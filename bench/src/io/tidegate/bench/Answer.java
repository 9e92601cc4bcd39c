package io.tidegate.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the end of an HTTP/1.1 answer (RFC 9112, section 6): a content length, chunks, or nothing
 * after the head.
 */
final class Answer {
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private Answer() {}

    /** The status of the answer in the first {@code length} bytes, or 0 while it is not whole. */
    static int status(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        if (body < 4 || !whole(text, text.substring(0, body).toLowerCase(Locale.ROOT), body)) {
            return 0;
        }
        return Integer.parseInt(text, 9, 12, 10);
    }

    private static boolean whole(String text, String head, int body) {
        if (head.contains(CHUNKED)) {
            return text.endsWith(LAST_CHUNK);
        }
        int at = head.indexOf(LENGTH);
        if (at < 0) {
            return true;
        }
        int from = at + LENGTH.length();
        return text.length() - body
                >= Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).trim());
    }
}
