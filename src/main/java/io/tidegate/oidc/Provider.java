package io.tidegate.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of itself, and its keys; each is asked for once an hour, keys also when
 * none fits, once in 10 s at most.
 */
final class Provider {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final long GOOD_FOR = Duration.ofHours(1).toMillis();

    /** Strangers may begin as many sign-ins as they like: a provider that is down is left alone. */
    private static final long FAILED_FOR = Duration.ofSeconds(10).toMillis();

    /** A provider that signs with a key that it does not publish is not asked at each sign-in. */
    private static final long ANEW_EVERY = Duration.ofSeconds(10).toMillis();

    private final String issuer;
    private final Web web;
    private final Clock clock;
    private @Nullable Known<OIDCProviderMetadata> metadata;
    private @Nullable Known<JWKSet> keys;
    private long askedAnewAt;
    private @Nullable Known<NotVouched> failure;

    private record Known<T>(T what, long at) {}

    Provider(String issuer, Web web, Clock clock) {
        this.issuer = issuer;
        this.web = web;
        this.clock = clock;
    }

    /**
     * @throws NotVouched if the provider does not say, or says what cannot be used
     */
    synchronized OIDCProviderMetadata metadata() {
        OIDCProviderMetadata known = good(metadata, GOOD_FOR);
        if (known != null) {
            return known;
        }
        NotVouched failed = good(failure, FAILED_FOR);
        if (failed != null) {
            throw failed;
        }
        try {
            OIDCProviderMetadata read = readMetadata();
            metadata = new Known<>(read, clock.millis());
            failure = null;
            return read;
        } catch (NotVouched e) {
            failure = new Known<>(e, clock.millis());
            throw e;
        }
    }

    private OIDCProviderMetadata readMetadata() {
        URI url = URI.create(issuer.replaceFirst("/$", "") + WELL_KNOWN);
        return web.document(url, text -> checked(url, text));
    }

    private OIDCProviderMetadata checked(URI url, String text) {
        OIDCProviderMetadata read = parsed(url, text, OIDCProviderMetadata::parse);
        String said = read.getIssuer().getValue();
        if (!said.equals(issuer)) {
            throw NotVouched.outage(
                    "the provider at "
                            + url
                            + " calls itself "
                            + said
                            + ", TIDEGATE_OIDC_ISSUER is "
                            + issuer
                            + ": both must be the same, letter by letter; an administrator corrects the setting");
        }
        check("authorization_endpoint", read.getAuthorizationEndpointURI());
        check("token_endpoint", read.getTokenEndpointURI());
        check("jwks_uri", read.getJWKSetURI());
        if (read.getUserInfoEndpointURI() != null) {
            check("userinfo_endpoint", read.getUserInfoEndpointURI());
        }
        return read;
    }

    /** What is secret goes there, and keys come from there: TLS, unless all is on this machine. */
    private void check(String name, @Nullable URI endpoint) {
        String scheme = endpoint == null ? null : endpoint.getScheme();
        if (endpoint == null
                || endpoint.getHost() == null
                || !("https".equals(scheme)
                        || ("http".equals(scheme) && issuer.startsWith("http:")))) {
            throw NotVouched.outage(
                    "the provider's "
                            + name
                            + " is "
                            + endpoint
                            + ", allowed is an address that begins with https://; an administrator of the provider"
                            + " can say why");
        }
    }

    /**
     * Whether one of the provider's keys for this header will do; if none of those at hand does,
     * they may have been changed, and are asked for anew, unless that was done just now.
     */
    boolean hasKey(JWSHeader header, Predicate<JWK> willDo) {
        return matching(keys(false), header).stream().anyMatch(willDo)
                || matching(keys(true), header).stream().anyMatch(willDo);
    }

    private static List<JWK> matching(JWKSet keys, JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : new JWKSelector(matcher).select(keys);
    }

    private JWKSet keys(boolean anew) {
        URI url = metadata().getJWKSetURI();
        synchronized (this) {
            JWKSet known = good(keys, GOOD_FOR);
            boolean isJustNow = clock.millis() - askedAnewAt < ANEW_EVERY;
            if (known != null && (!anew || isJustNow)) {
                return known;
            }
            askedAnewAt = anew ? clock.millis() : askedAnewAt;
            JWKSet read = web.document(url, text -> parsed(url, text, JWKSet::parse));
            keys = new Known<>(read, clock.millis());
            return read;
        }
    }

    /** Null: not known, or for too long. */
    private <T> @Nullable T good(@Nullable Known<T> known, long millis) {
        return known != null && clock.millis() - known.at() < millis ? known.what() : null;
    }

    private interface Parser<T> {
        T parse(String text) throws ParseException, java.text.ParseException;
    }

    private static <T> T parsed(URI url, String text, Parser<T> parser) {
        try {
            return Objects.requireNonNull(parser.parse(text));
        } catch (ParseException | java.text.ParseException | IllegalArgumentException e) {
            throw NotVouched.outage(
                    "what the provider says at "
                            + url
                            + " cannot be read: "
                            + e.getMessage()
                            + "; an administrator looks whether TIDEGATE_OIDC_ISSUER is right");
        }
    }
}
