package io.tidegate.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * 256 bits that secrets are encrypted with: AES-GCM, a random nonce each time, the secret's name as
 * associated data, so that no row can stand in for another's.
 */
final class MasterKey {
    private static final int BYTES = 32;
    private static final byte[] ID_LABEL =
            "tidegate master key".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    private final String id;
    private final Aead cipher;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(ID_LABEL);
            this.id = HexFormat.of().formatHex(hash.digest(bytes), 0, 4);
            this.cipher = new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM or SHA-256: " + e, e);
        }
    }

    static MasterKey random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** From 32 bytes in base64; null if the text is none. */
    static @Nullable MasterKey of(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == BYTES ? new MasterKey(bytes) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What {@link #of} reads; to be written into a file that only its owner may read. */
    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Eight digits of its hash: tells keys apart in messages and rows, and gives nothing away. */
    String id() {
        return id;
    }

    /** Another key that comes of this one, and gives nothing of it away (RFC 5869). */
    MasterKey derived(String purpose) {
        try {
            byte[] info = ("tidegate " + purpose).getBytes(StandardCharsets.UTF_8);
            return new MasterKey(Hkdf.computeHkdf("HmacSha256", bytes, new byte[0], info, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC: " + e, e);
        }
    }

    byte[] encrypt(String name, String text) {
        try {
            return cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), associated(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret " + name + " cannot be encrypted", e);
        }
    }

    /** Null if it was encrypted with another key or for another name, or was changed since. */
    @Nullable String decrypt(String name, byte[] encrypted) {
        try {
            return new String(cipher.decrypt(encrypted, associated(name)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static byte[] associated(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
