package io.tidegate.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A token that is compared in a time that tells nothing about it. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private final byte[] token;

    public BearerToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** What an {@code Authorization} header brings. */
    public enum Verdict {
        MISSING,
        WRONG,
        RIGHT
    }

    public Verdict judge(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Verdict.MISSING;
        }
        byte[] given =
                authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, given) ? Verdict.RIGHT : Verdict.WRONG;
    }
}
