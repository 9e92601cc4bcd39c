package io.tidegate.inflow;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** An {@code Authorization} header that is always the same. */
final class Authorization {
    private static final byte[] NOTHING = new byte[0];

    private final String scheme;
    private final byte[] wanted;
    private final boolean base64;

    private Authorization(String scheme, String wanted, boolean base64) {
        this.scheme = scheme + " ";
        this.wanted = wanted.getBytes(StandardCharsets.UTF_8);
        this.base64 = base64;
    }

    static Authorization bearer(String token) {
        return new Authorization("bearer", token, false);
    }

    static Authorization basic(String user, String password) {
        return new Authorization("basic", user + ":" + password, true);
    }

    Verdict judge(MultiMap headers) {
        List<String> all = headers.getAll("authorization");
        String header = all.size() == 1 ? all.get(0) : "";
        boolean ours = header.regionMatches(true, 0, scheme, 0, scheme.length());
        byte[] given = ours ? given(header.substring(scheme.length()).trim()) : NOTHING;
        return MessageDigest.isEqual(wanted, given) && ours ? Verdict.RIGHT : Verdict.WRONG;
    }

    private byte[] given(String text) {
        if (!base64) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return NOTHING;
        }
    }
}
