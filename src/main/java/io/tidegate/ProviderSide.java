package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.TargetGuard;
import io.tidegate.oidc.Client;
import io.tidegate.oidc.ProviderSignIn;
import io.tidegate.oidc.RoleClaim;
import io.tidegate.route.IdentityTransport;
import io.tidegate.security.Seal;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The organisation's provider that the settings name, by which people sign in. */
final class ProviderSide implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final IdentityTransport transport;
    private final ProviderSignIn signIn;

    private ProviderSide(IdentityTransport transport, ProviderSignIn signIn) {
        this.transport = transport;
        this.signIn = signIn;
    }

    /** Empty: the settings name none. */
    static Optional<ProviderSide> of(
            Settings settings, Vertx vertx, EventLoops loops, Seal seal, Clock clock) {
        String issuer = settings.oidcIssuer();
        if (issuer == null) {
            return Optional.empty();
        }
        // its address is trusted as a setting is; what its documents name is not
        TargetGuard guard = new TargetGuard(false, List.of(host(issuer)), clock);
        IdentityTransport transport =
                new IdentityTransport(
                        new HttpSender(
                                new HttpSender.Network(vertx, loops, guard, uri -> uri),
                                CONNECTIONS,
                                settings.connectTimeout(),
                                settings.responseTimeout()));
        Client client =
                new Client(
                        issuer,
                        Objects.requireNonNull(settings.oidcClientId(), "checked with the issuer"),
                        settings.oidcClientSecret(),
                        settings.oidcScopes());
        RoleClaim roles = new RoleClaim(settings.oidcRoleClaim(), settings.oidcRoles());
        return Optional.of(
                new ProviderSide(
                        transport, new ProviderSignIn(client, roles, transport, seal, clock)));
    }

    /** {@link URI#getHost} knows no underscore, which names in private networks have. */
    private static String host(String issuer) {
        return URI.create(issuer)
                .getRawAuthority()
                .replaceFirst(":\\d+$", "")
                .replaceAll("[\\[\\]]", "");
    }

    ProviderSignIn signIn() {
        return signIn;
    }

    @Override
    public void close() {
        transport.close();
    }
}
