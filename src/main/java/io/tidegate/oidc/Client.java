package io.tidegate.oidc;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Tidegate is to the provider.
 *
 * @param issuer as the provider calls itself, letter by letter
 * @param secret null: a public client
 */
public record Client(String issuer, String id, @Nullable String secret, List<String> scopes) {
    public Client {
        scopes = List.copyOf(scopes);
    }

    ClientID clientId() {
        return new ClientID(id);
    }

    Scope scope() {
        return new Scope(scopes.toArray(String[]::new));
    }

    /**
     * Null: a public client.
     *
     * @param known to the provider; null: it does not say, which means basic
     */
    @Nullable ClientAuthentication authentication(
            @Nullable List<ClientAuthenticationMethod> known) {
        if (secret == null) {
            return null;
        }
        boolean basic =
                known == null
                        || known.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        || !known.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return basic
                ? new ClientSecretBasic(clientId(), new Secret(secret))
                : new ClientSecretPost(clientId(), new Secret(secret));
    }

    /** Says no secret. */
    @Override
    public String toString() {
        return id + " at " + issuer;
    }
}
