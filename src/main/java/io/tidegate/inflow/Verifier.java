package io.tidegate.inflow;

import io.tidegate.connector.Verification;
import io.tidegate.connector.Verification.Basic;
import io.tidegate.connector.Verification.Bearer;
import io.tidegate.connector.Verification.Hmac;
import io.tidegate.connector.Verification.None;
import io.tidegate.connector.Verification.StandardWebhooks;
import io.vertx.core.MultiMap;
import java.time.Clock;

/**
 * Judges a post by its headers and its body's bytes, before anything of it is parsed. Each way to
 * be wrong costs the same work, and comparisons take a time that tells nothing of the secret.
 */
final class Verifier {
    private final Credentials credentials;
    private final Clock clock;

    Verifier(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Whether the headers are enough, so that a stranger's body need not be read. */
    static boolean needsBody(Verification verification) {
        return verification instanceof StandardWebhooks || verification instanceof Hmac;
    }

    /**
     * @param body empty where it is not needed
     */
    Verdict judge(Verification verification, MultiMap headers, byte[] body)
            throws Credentials.Missing {
        if (verification instanceof StandardWebhooks standard) {
            return new StandardSignature(credentials.text(standard.secret()), clock)
                    .judge(headers, body);
        }
        if (verification instanceof Hmac hmac) {
            return BodyHmac.judge(hmac, credentials.text(hmac.secret()), headers, body);
        }
        if (verification instanceof Bearer bearer) {
            return Authorization.bearer(credentials.text(bearer.token())).judge(headers);
        }
        if (verification instanceof Basic basic) {
            String user = credentials.text(basic.user());
            return Authorization.basic(user, credentials.text(basic.password())).judge(headers);
        }
        return verification instanceof None ? Verdict.RIGHT : Verdict.WRONG;
    }

    /** What a 401 says in {@code WWW-Authenticate}. */
    static String challenge(Verification verification) {
        if (verification instanceof Bearer) {
            return "Bearer";
        }
        return verification instanceof Basic
                ? "Basic realm=\"inflow\", charset=\"UTF-8\""
                : "Signature";
    }
}
