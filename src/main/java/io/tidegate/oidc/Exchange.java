package io.tidegate.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gets what the provider says of somebody for the code that their browser brought. */
final class Exchange {
    private static final int LONGEST = 300;

    private final Client client;
    private final Provider provider;
    private final Web web;
    private final IdTokens tokens;

    Exchange(Client client, Provider provider, Web web, IdTokens tokens) {
        this.client = client;
        this.provider = provider;
        this.web = web;
        this.tokens = tokens;
    }

    /**
     * All claims; those of the ID token count where another document says else.
     *
     * @param suffices whether the ID token's are enough
     * @throws NotVouched if the provider, or what it says, is not to be believed
     */
    Map<String, Object> claims(
            AuthorizationCode code,
            URI redirect,
            Begun begun,
            Predicate<Map<String, Object>> suffices) {
        OIDCTokens given = given(code, redirect, begun);
        if (given.getIDToken() == null) {
            throw NotVouched.because(
                    "the provider gave no ID token; an administrator looks whether it knows Tidegate as an OpenID"
                            + " Connect client");
        }
        JWTClaimsSet checked = tokens.checked(given.getIDToken(), begun.nonce());
        URI more = provider.metadata().getUserInfoEndpointURI();
        if (more == null || suffices.test(checked.getClaims())) {
            return checked.getClaims();
        }
        Map<String, Object> all =
                new HashMap<>(userInfo(more, given.getAccessToken(), checked.getSubject()));
        all.putAll(checked.getClaims());
        return all;
    }

    private OIDCTokens given(AuthorizationCode code, URI redirect, Begun begun) {
        OIDCProviderMetadata metadata = provider.metadata();
        var grant = new AuthorizationCodeGrant(code, redirect, new CodeVerifier(begun.verifier()));
        URI endpoint = metadata.getTokenEndpointURI();
        ClientAuthentication authentication =
                client.authentication(metadata.getTokenEndpointAuthMethods());
        TokenRequest request =
                (authentication == null
                                ? new TokenRequest.Builder(endpoint, client.clientId(), grant)
                                : new TokenRequest.Builder(endpoint, authentication, grant))
                        .build();
        try {
            TokenResponse answer = OIDCTokenResponseParser.parse(web.send(request.toHTTPRequest()));
            if (answer instanceof OIDCTokenResponse success) {
                return success.getOIDCTokens();
            }
            throw NotVouched.because(
                    "the provider gives no token for its code: "
                            + said(answer.toErrorResponse().getErrorObject())
                            + "; sign in again, or tell an administrator");
        } catch (ParseException e) {
            throw unreadable("token", endpoint, e);
        }
    }

    private Map<String, Object> userInfo(URI endpoint, AccessToken token, String subject) {
        UserInfo info;
        try {
            UserInfoResponse answer =
                    UserInfoResponse.parse(
                            web.send(new UserInfoRequest(endpoint, token).toHTTPRequest()));
            if (!answer.indicatesSuccess()) {
                throw NotVouched.because(
                        "the provider does not say who somebody is at "
                                + endpoint
                                + ": "
                                + said(answer.toErrorResponse().getErrorObject())
                                + "; tell an administrator");
            }
            info = answer.toSuccessResponse().getUserInfo();
        } catch (ParseException e) {
            throw unreadable("answer", endpoint, e);
        }
        if (info == null || !subject.equals(info.getSubject().getValue())) {
            throw NotVouched.because(
                    "what the provider says at "
                            + endpoint
                            + " is of somebody else than its ID token, or no plain JSON; nobody is signed in");
        }
        return info.toJSONObject();
    }

    private static NotVouched unreadable(String what, URI endpoint, ParseException e) {
        return NotVouched.because(
                "the provider's "
                        + what
                        + " at "
                        + endpoint
                        + " cannot be read: "
                        + e.getMessage()
                        + "; tell an administrator");
    }

    /** In the provider's words, shortened. */
    static String said(@Nullable ErrorObject error) {
        if (error == null || error.getCode() == null) {
            return "it does not say why";
        }
        String description = error.getDescription();
        String all = description == null ? error.getCode() : error.getCode() + ", " + description;
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    }
}
