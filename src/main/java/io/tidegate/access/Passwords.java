package io.tidegate.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as they are kept: Argon2id with the least parameters that OWASP's cheat sheet names (19
 * MiB, 2 passes, 1 lane). At most two are worked on at once.
 */
final class Passwords {
    private static final int KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 5;

    private final Hashing hashing;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private @Nullable String nobodys;

    /** What comes of a password that somebody typed. */
    enum Verdict {
        WRONG,
        RIGHT,
        /** Right, and kept with less work than today's. */
        RIGHT_AND_OLD
    }

    /** The work itself. */
    interface Hashing {
        String hash(String password);

        boolean matches(String password, String hash);
    }

    private interface Work<T> {
        T run();
    }

    private static final class Argon2id implements Hashing {
        private final Argon2Function function =
                Argon2Function.getInstance(KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

        @Override
        public String hash(String password) {
            return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
        }

        @Override
        public boolean matches(String password, String hash) {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        }
    }

    Passwords() {
        this(new Argon2id());
    }

    Passwords(Hashing hashing) {
        this.hashing = hashing;
    }

    /**
     * @throws AccessRefused if too many others are worked on
     */
    String hash(String password) {
        return withRoom(() -> hashing.hash(PasswordRules.normal(password)));
    }

    /**
     * @param kept null: nobody has such a name, which takes as long to find out as a wrong password
     * @throws AccessRefused if too many others are worked on
     */
    Verdict check(String password, @Nullable String kept) {
        String dummy = nobodys(); // also where it is not needed: the first check must not differ
        String hash = kept == null ? dummy : kept;
        return withRoom(
                () -> {
                    boolean right = hashing.matches(PasswordRules.normal(password), hash);
                    if (!right || kept == null) {
                        return Verdict.WRONG;
                    }
                    return isOld(kept) ? Verdict.RIGHT_AND_OLD : Verdict.RIGHT;
                });
    }

    private synchronized String nobodys() {
        if (nobodys == null) {
            nobodys = hash(Opaque.random());
        }
        return nobodys;
    }

    private static boolean isOld(String kept) {
        Argon2Function its = Argon2Function.getInstanceFromHash(kept);
        return its.getMemory() < KIB
                || its.getIterations() < PASSES
                || its.getVariant() != Argon2.ID;
    }

    private <T> T withRoom(Work<T> work) {
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw AccessRefused.tooMany(
                        "too many passwords are being checked at this moment; try again", 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AccessRefused.tooMany("Tidegate is stopping; try again", 1);
        }
        try {
            return work.run();
        } finally {
            room.release();
        }
    }
}
