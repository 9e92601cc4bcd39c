package io.tidegate.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;

/** What the engine and {@code console.log} print: the first 8 KiB, the rest is dropped. */
final class Messages extends OutputStream {
    private final byte[] kept = new byte[8 << 10];
    private int length;

    @Override
    public void write(int b) {
        if (length < kept.length) {
            kept[length++] = (byte) b;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int fits = Math.min(count, kept.length - length);
        System.arraycopy(bytes, offset, kept, length, fits);
        length += fits;
    }

    String take() {
        String text = length == 0 ? "" : new String(kept, 0, length, UTF_8);
        length = 0;
        return text;
    }
}
