package io.tidegate.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an ID token is the provider's, for us, for this sign-in and of now. */
final class IdTokens {
    /** What a public key verifies: with it as a secret anybody could sign. */
    private static final Set<JWSAlgorithm> ALLOWED;

    static {
        var allowed = new java.util.LinkedHashSet<JWSAlgorithm>(JWSAlgorithm.Family.RSA);
        allowed.addAll(List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
        ALLOWED = Set.copyOf(allowed);
    }

    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int LONGEST_SUBJECT = 255;

    private final Client client;
    private final Provider provider;
    private final Clock clock;

    IdTokens(Client client, Provider provider, Clock clock) {
        this.client = client;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Its claims.
     *
     * @throws NotVouched if it is not to be believed
     */
    JWTClaimsSet checked(JWT token, String nonce) {
        if (!(token instanceof SignedJWT signed)) {
            throw notBelieved("it is not signed");
        }
        JWSAlgorithm algorithm = signed.getHeader().getAlgorithm();
        if (!ALLOWED.contains(algorithm)) {
            throw notBelieved(
                    "it is signed with "
                            + algorithm
                            + ", allowed are RS, PS and ES with 256, 384 or 512 bits");
        }
        if (!provider.hasKey(signed.getHeader(), key -> isSignedWith(key, signed))) {
            throw notBelieved("none of the provider's keys fits its signature");
        }
        JWTClaimsSet claims = claims(signed);
        String objection = objection(claims, nonce);
        if (objection != null) {
            throw notBelieved(objection);
        }
        return claims;
    }

    private static NotVouched notBelieved(String why) {
        return NotVouched.because(
                "the provider's ID token is not believed: " + why + "; nobody is signed in");
    }

    private static boolean isSignedWith(JWK key, SignedJWT token) {
        try {
            JWSVerifier verifier = verifier(key);
            return verifier != null && token.verify(verifier);
        } catch (JOSEException e) {
            return false; // a key of another kind than the algorithm needs
        }
    }

    private static @Nullable JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        return key instanceof ECKey curve ? new ECDSAVerifier(curve) : null;
    }

    private static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw notBelieved("its claims cannot be read: " + e.getMessage());
        }
    }

    private @Nullable String objection(JWTClaimsSet claims, String nonce) {
        List<@Nullable String> all = new ArrayList<>();
        all.add(issuer(claims));
        all.add(audience(claims));
        all.add(times(claims));
        all.add(
                nonce.equals(claims.getClaim("nonce"))
                        ? null
                        : "its nonce is not the one of this sign-in");
        all.add(subject(claims.getSubject()));
        for (String one : all) {
            if (one != null) {
                return one;
            }
        }
        return null;
    }

    private static @Nullable String subject(@Nullable String subject) {
        return subject == null
                        || subject.isBlank()
                        || subject.length() > LONGEST_SUBJECT
                        || subject.chars().anyMatch(Character::isISOControl)
                ? "its sub is no text of 1 to " + LONGEST_SUBJECT + " characters"
                : null;
    }

    private @Nullable String issuer(JWTClaimsSet claims) {
        return client.issuer().equals(claims.getIssuer())
                ? null
                : "its iss is " + claims.getIssuer() + ", allowed is " + client.issuer();
    }

    private @Nullable String audience(JWTClaimsSet claims) {
        List<String> audience = claims.getAudience();
        if (!audience.contains(client.id())) {
            return "its aud is " + audience + ", allowed is " + client.id();
        }
        Object party = claims.getClaim("azp");
        boolean needed = audience.size() > 1;
        return (party == null && !needed) || client.id().equals(party)
                ? null
                : "its azp is " + party + ", allowed is " + client.id();
    }

    private @Nullable String times(JWTClaimsSet claims) {
        Instant until = instant(claims.getExpirationTime());
        Instant from = instant(claims.getIssueTime());
        Instant notBefore = instant(claims.getNotBeforeTime());
        Instant now = clock.instant();
        if (until == null || from == null) {
            return "its exp or iat is missing";
        }
        if (!until.plus(SKEW).isAfter(now)) {
            return "it expired at " + until + ", now it is " + now;
        }
        Instant begins = notBefore != null && notBefore.isAfter(from) ? notBefore : from;
        return begins.minus(SKEW).isAfter(now)
                ? "it begins at "
                        + begins
                        + ", now it is "
                        + now
                        + ": one of the two clocks is wrong"
                : null;
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
