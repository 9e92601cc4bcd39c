package io.tidegate.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The token that a door asks for, compared in a time that tells nothing about it. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private final byte[] wanted;
    private final byte[] other;

    /**
     * @param other the token of another door: who brings it is known, but has no business here
     */
    public BearerToken(String wanted, String other) {
        this.wanted = wanted.getBytes(StandardCharsets.UTF_8);
        this.other = other.getBytes(StandardCharsets.UTF_8);
    }

    /** What an {@code Authorization} header brings. */
    public enum Verdict {
        /** No token, or one that nobody has: 401. */
        UNKNOWN,
        /** The other door's: 403. */
        OTHER,
        RIGHT
    }

    public Verdict judge(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Verdict.UNKNOWN;
        }
        byte[] given =
                authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(wanted, given)) {
            return Verdict.RIGHT;
        }
        return MessageDigest.isEqual(other, given) ? Verdict.OTHER : Verdict.UNKNOWN;
    }
}
