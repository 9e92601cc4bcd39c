package io.tidegate.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.tidegate.access.Vouched;
import io.tidegate.identity.Transport;
import io.tidegate.security.Seal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a browser to the provider, and reads what it brings back; waits for the network. */
public final class ProviderSignIn {
    /** How long somebody may take at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String AGAIN = "; begin again. Nobody is signed in";

    private final Client client;
    private final RoleClaim roles;
    private final Seal seal;
    private final Clock clock;
    private final Provider provider;
    private final Exchange exchange;
    private final UsedStates used = new UsedStates();

    public ProviderSignIn(
            Client client, RoleClaim roles, Transport transport, Seal seal, Clock clock) {
        this.client = client;
        this.roles = roles;
        this.seal = seal;
        this.clock = clock;
        Web web = new Web(transport);
        this.provider = new Provider(client.issuer(), web, clock);
        this.exchange = new Exchange(client, provider, web, new IdTokens(client, provider, clock));
    }

    /**
     * A browser on its way to the provider.
     *
     * @param kept what it is to bring back with the provider's answer
     */
    public record Begin(URI location, String kept) {}

    /**
     * Somebody the provider knows.
     *
     * @param next the place in the console they wanted
     * @param cookie of the session that the browser had before; null: none
     */
    public record Finish(Vouched vouched, String next, @Nullable String cookie) {}

    /**
     * @param redirect where the provider sends the browser back to
     * @param next the place in the console to go to afterwards
     * @param cookie of the session that the browser has; null: none
     * @throws NotVouched if the provider cannot be asked
     */
    public Begin begin(URI redirect, String next, @Nullable String cookie) {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI location =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE, client.scope(), client.clientId(), redirect)
                        .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                        .state(state)
                        .nonce(nonce)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .build()
                        .toURI();
        Begun begun =
                new Begun(
                        state.getValue(),
                        nonce.getValue(),
                        verifier.getValue(),
                        next,
                        cookie,
                        clock.millis());
        return new Begin(location, begun.sealed(seal));
    }

    /** The provider's answer to a sign-in that this browser began; not looked at yet. */
    @FunctionalInterface
    public interface Coming {
        /**
         * Asks the provider who came.
         *
         * @throws NotVouched if its answer is not to be believed
         */
        Finish finish();
    }

    /**
     * Asks nothing of anybody: strangers may send whatever they like.
     *
     * @param query of the address that the provider sent the browser to
     * @param kept what the browser brings; null: nothing
     * @throws NotVouched if this browser has begun no such sign-in
     */
    public Coming coming(URI redirect, Map<String, List<String>> query, @Nullable String kept) {
        Begun begun = begun(query, kept);
        return () -> finish(redirect, query, begun);
    }

    private Finish finish(URI redirect, Map<String, List<String>> query, Begun begun) {
        AuthenticationResponse response = response(redirect, query);
        checkIssuer(response.getIssuer());
        if (!response.indicatesSuccess()) {
            throw NotVouched.because(
                    "the provider refused: "
                            + Exchange.said(response.toErrorResponse().getErrorObject())
                            + "; nobody is signed in");
        }
        var code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw NotVouched.because("the provider sent neither a code nor an error" + AGAIN);
        }
        Map<String, Object> claims =
                exchange.claims(
                        code,
                        redirect,
                        begun,
                        found -> roles.isIn(found) && PersonNames.isNamed(found));
        return new Finish(vouched(claims), begun.next(), begun.cookie());
    }

    private Vouched vouched(Map<String, Object> claims) {
        String subject = String.valueOf(claims.get("sub"));
        return new Vouched(
                client.issuer() + " " + subject, // no issuer has a space in it
                PersonNames.of(claims, subject),
                roles.role(claims),
                roles.reason(claims));
    }

    /** The sign-in that this answer is of: each is completed once, and in its own browser. */
    private Begun begun(Map<String, List<String>> query, @Nullable String kept) {
        Begun begun = Begun.open(kept, seal);
        if (begun == null) {
            throw NotVouched.strange(
                    "this sign-in was not begun in this browser, or is completed already" + AGAIN);
        }
        List<String> states = query.getOrDefault("state", List.of());
        if (states.size() != 1 || !isSame(states.get(0), begun.state())) {
            throw NotVouched.strange(
                    "the provider's answer belongs to another sign-in than the one that this browser began last"
                            + AGAIN);
        }
        if (clock.millis() - begun.at() >= PATIENCE.toMillis()) {
            throw NotVouched.strange(
                    "this sign-in took longer than " + PATIENCE.toMinutes() + " minutes" + AGAIN);
        }
        if (!used.use(begun.state())) {
            throw NotVouched.strange("this sign-in is completed already" + AGAIN);
        }
        return begun;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static AuthenticationResponse response(URI redirect, Map<String, List<String>> query) {
        try {
            return AuthenticationResponseParser.parse(redirect, query);
        } catch (ParseException e) {
            throw NotVouched.because(
                    "the provider's answer cannot be read: " + e.getMessage() + AGAIN);
        }
    }

    /** RFC 9207: an answer of another provider, whose code is not to be shown to this one. */
    private void checkIssuer(@Nullable Issuer said) {
        if (said == null
                ? provider.metadata().supportsAuthorizationResponseIssuerParam()
                : !said.getValue().equals(client.issuer())) {
            throw NotVouched.because(
                    "the answer's iss is "
                            + (said == null ? "missing" : said.getValue())
                            + ", allowed is "
                            + client.issuer()
                            + ": it comes from another provider"
                            + AGAIN);
        }
    }
}
