package io.tidegate.inflow;

import io.tidegate.connector.Verification.Encoding;
import io.tidegate.connector.Verification.Hmac;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash of a body, as a header claims it. */
final class BodyHmac {
    private static final byte[] NOTHING = new byte[0];

    private BodyHmac() {}

    static Verdict judge(Hmac how, String secret, MultiMap headers, byte[] body) {
        byte[] wanted = of(how.algorithm().jca(), secret, body);
        List<String> all = headers.getAll(how.header());
        byte[] given = all.size() == 1 ? given(how, all.get(0).trim()) : NOTHING;
        return MessageDigest.isEqual(wanted, given) ? Verdict.RIGHT : Verdict.WRONG;
    }

    static byte[] of(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static byte[] given(Hmac how, String header) {
        return header.startsWith(how.prefix())
                ? decoded(how.encoding(), header.substring(how.prefix().length()))
                : NOTHING;
    }

    /** Nothing if it is not in that encoding. */
    static byte[] decoded(Encoding encoding, String text) {
        try {
            return encoding == Encoding.HEX
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return NOTHING;
        }
    }
}
