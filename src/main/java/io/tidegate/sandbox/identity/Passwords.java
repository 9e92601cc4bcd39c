package io.tidegate.sandbox.identity;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords, kept as salted hashes. */
final class Passwords {
    private static final int SHORTEST = 6;
    private static final int ROUNDS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /**
     * @throws Refused if it is too short
     */
    static String hash(String password) {
        if (password.length() < SHORTEST) {
            throw Refused.bad(
                    1216,
                    "The password is too weak",
                    "a password has at least " + SHORTEST + " characters");
        }
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        try {
            byte[] hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(
                                    new PBEKeySpec(password.toCharArray(), salt, ROUNDS, 256))
                            .getEncoded();
            return encoded(salt) + ":" + encoded(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
