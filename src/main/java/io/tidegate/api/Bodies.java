package io.tidegate.api;

import io.tidegate.journal.Attempt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes and times as JSON shows them. */
final class Bodies {
    private Bodies() {}

    /** As a text if they are UTF-8, else as base64 with {@code <name>Encoding} beside it. */
    static void put(Map<String, @Nullable Object> json, String name, byte @Nullable [] bytes) {
        String text = bytes == null ? null : text(bytes);
        if (bytes != null && text == null) {
            json.put(name, Base64.getEncoder().encodeToString(bytes));
            json.put(name + "Encoding", "base64");
        } else {
            json.put(name, text);
        }
    }

    /** Null if they are not UTF-8; a character that the cut at 8 KiB went through is left out. */
    private static @Nullable String text(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean cut = bytes.length == Attempt.MAX_RESPONSE;
        if (decoder.decode(in, out, !cut).isError()) {
            return null;
        }
        return out.flip().toString();
    }

    /** ISO 8601 UTC. */
    static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
