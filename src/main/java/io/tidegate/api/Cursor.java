package io.tidegate.api;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Where the next page begins, as an opaque text: the id of the last item of this one. */
final class Cursor {
    private static final byte VERSION = 1;

    private Cursor() {}

    static String of(long id) {
        byte[] bytes = ByteBuffer.allocate(9).put(VERSION).putLong(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static long read(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != 9 || bytes[0] != VERSION) {
            throw new Refusal(
                    400,
                    "cursor is not one that a list gave as next: leave it out to begin at the newest");
        }
        return ByteBuffer.wrap(bytes).getLong(1);
    }
}
