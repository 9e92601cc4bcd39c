package io.tidegate.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What events, requests and answers say, on its way into the journal's tables and out of them:
 * every statement that writes or reads such a column passes here. What was stored as it came is
 * read as it is, whether payloads are encrypted now or not.
 */
public final class Payloads {
    /**
     * Begins what is not stored as it came. No UTF-8 begins so; what does all the same is marked.
     */
    private static final byte[] MARK = {
        (byte) 0xff, 'T', 'G', 'p', (byte) 0x9c, (byte) 0xe1, 0x3b, (byte) 0xa6
    };

    private static final byte AS_IT_CAME = 0;
    private static final byte ENCRYPTED = 1;
    private static final String TEXT_BEGIN = "{{payload:";
    private static final String TEXT_END = "}}";

    private volatile Cipher cipher = Cipher.NONE;

    /** Encrypts them, with keys that it has. */
    public interface Cipher {
        /** Without keys: nothing is encrypted, and what is cannot be read. */
        Cipher NONE =
                new Cipher() {
                    @Override
                    public byte @Nullable [] encrypt(byte[] plain) {
                        return null;
                    }

                    @Override
                    public byte[] decrypt(byte[] encrypted) {
                        throw new JournalUnavailable(
                                "a payload in the journal is encrypted, and its keys were not opened; nothing was"
                                        + " changed",
                                null);
                    }

                    @Override
                    public boolean encrypts() {
                        return false;
                    }
                };

        /** Null: it is to be stored as it came. */
        byte @Nullable [] encrypt(byte[] plain);

        /**
         * @throws JournalUnavailable if its key is not at hand, or it was changed
         */
        byte[] decrypt(byte[] encrypted);

        boolean encrypts();
    }

    public void use(Cipher keys) {
        cipher = keys;
    }

    /** Whether what is stored from now on is encrypted. */
    public boolean areEncrypted() {
        return cipher.encrypts();
    }

    /** As it is to be written. */
    public byte[] stored(byte[] payload) {
        byte[] encrypted = cipher.encrypt(payload);
        if (encrypted != null) {
            return marked(ENCRYPTED, encrypted);
        }
        return isMarked(payload) ? marked(AS_IT_CAME, payload) : payload;
    }

    public byte @Nullable [] storedOrNull(byte @Nullable [] payload) {
        return payload == null ? null : stored(payload);
    }

    /** A text for a column of texts. */
    public String stored(String payload) {
        byte[] plain = payload.getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = cipher.encrypt(plain);
        if (encrypted == null && !payload.startsWith(TEXT_BEGIN)) {
            return payload;
        }
        byte[] bytes = encrypted == null ? marked(AS_IT_CAME, plain) : marked(ENCRYPTED, encrypted);
        return TEXT_BEGIN + Base64.getEncoder().encodeToString(bytes) + TEXT_END;
    }

    public @Nullable String storedOrNull(@Nullable String payload) {
        return payload == null ? null : stored(payload);
    }

    /**
     * As it was before it was {@link #stored(byte[])}.
     *
     * @throws JournalUnavailable if its key is not at hand; the row stays as it is
     */
    public byte[] read(byte[] column) {
        if (!isMarked(column)) {
            return column;
        }
        byte[] rest = Arrays.copyOfRange(column, MARK.length + 1, column.length);
        return column[MARK.length] == AS_IT_CAME ? rest : cipher.decrypt(rest);
    }

    public byte @Nullable [] readOrNull(byte @Nullable [] column) {
        return column == null ? null : read(column);
    }

    /** As it was before it was {@link #stored(String)}. */
    public String read(String column) {
        if (!column.startsWith(TEXT_BEGIN) || !column.endsWith(TEXT_END)) {
            return column;
        }
        String base64 = column.substring(TEXT_BEGIN.length(), column.length() - TEXT_END.length());
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return isMarked(bytes) ? new String(read(bytes), StandardCharsets.UTF_8) : column;
        } catch (IllegalArgumentException e) {
            return column; // written before there was such a mark, by who happened to write so
        }
    }

    public @Nullable String readOrNull(@Nullable String column) {
        return column == null ? null : read(column);
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length > MARK.length
                && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static byte[] marked(byte how, byte[] rest) {
        byte[] bytes = Arrays.copyOf(MARK, MARK.length + 1 + rest.length);
        bytes[MARK.length] = how;
        System.arraycopy(rest, 0, bytes, MARK.length + 1, rest.length);
        return bytes;
    }
}
