package io.tidegate.connector;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file's text; a byte that is no UTF-8 is a mistake, not a question mark sent to a customer. */
final class Utf8Text {
    private Utf8Text() {}

    static String of(byte[] bytes, SourceFile file) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String what =
                    String.format(
                            "not UTF-8: no character begins with 0x%02X here; save the file as UTF-8",
                            bytes[in.position()] & 0xff);
            throw new InvalidConnector(List.of(new Mistake(end(text, file), what)));
        }
        return text;
    }

    private static Mark end(String text, SourceFile file) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Mark(file.name(), line, text.length() - text.lastIndexOf('\n'));
    }
}
