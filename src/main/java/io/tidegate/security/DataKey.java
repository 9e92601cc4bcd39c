package io.tidegate.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * 256 bits that payloads are encrypted with for a day: AES-GCM, a random nonce each time, the key's
 * id before it and as associated data.
 */
final class DataKey {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final long id;
    private final long madeAt;
    private final String base64;
    private final Aead cipher;

    private DataKey(long id, long madeAt, byte[] bytes) {
        this.id = id;
        this.madeAt = madeAt;
        this.base64 = Base64.getEncoder().encodeToString(bytes);
        try {
            this.cipher = new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM: " + e, e);
        }
    }

    static DataKey random(long madeAt) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new DataKey(RANDOM.nextLong() & Long.MAX_VALUE, madeAt, bytes);
    }

    /** Null if another master key wraps it, or its row was changed. */
    static @Nullable DataKey unwrapped(EncryptedDataKey row, MasterKey master) {
        String base64 = master.decrypt(name(row.id()), row.wrapped());
        return base64 == null
                ? null
                : new DataKey(row.id(), row.madeAt(), Base64.getDecoder().decode(base64));
    }

    EncryptedDataKey wrapped(MasterKey master) {
        return new EncryptedDataKey(id, master.id(), master.encrypt(name(id), base64), madeAt);
    }

    /** No secret has such a name: a row of theirs cannot stand in for one of these. */
    private static String name(long id) {
        return "payload key " + shown(id);
    }

    long id() {
        return id;
    }

    /** Ms since 1970. */
    long madeAt() {
        return madeAt;
    }

    /** As messages say it. */
    static String shown(long id) {
        return HexFormat.of().toHexDigits(id);
    }

    /** The key an {@link #encrypt encrypted} payload needs. */
    static long idOf(byte[] encrypted) {
        return encrypted.length < Long.BYTES ? -1 : ByteBuffer.wrap(encrypted).getLong();
    }

    byte[] encrypt(byte[] plain) {
        byte[] head = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        try {
            byte[] text = cipher.encrypt(plain, head);
            return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a payload cannot be encrypted: " + e, e);
        }
    }

    /** Null if it was changed since. */
    byte @Nullable [] decrypt(byte[] encrypted) {
        ByteBuffer in = ByteBuffer.wrap(encrypted);
        byte[] head = new byte[Long.BYTES];
        byte[] text = new byte[encrypted.length - head.length];
        in.get(head).get(text);
        try {
            return cipher.decrypt(text, head);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "DataKey[" + shown(id) + "]";
    }
}
