package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.tidegate.config.Settings;
import io.tidegate.delivery.EventLoops;
import io.tidegate.oidc.ProviderSignIn;
import io.tidegate.oidc.ProviderSignIn.Begin;
import io.tidegate.oidc.TestProvider;
import io.tidegate.security.Seal;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where sign-in by the provider may reach, as the settings say. */
class ProviderSideTest {
    private static final URI REDIRECT = URI.create("https://tide.example/console/oidc/callback");

    @Test
    void onlyTheIssuersOwnHostMayBeAPrivateOne() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (TestProvider provider = new TestProvider();
                ProviderSide side = side(provider, vertx)) {
            provider.redirect = REDIRECT.toString();
            provider.says("ann-1", "ann", "staff");
            String jwks = provider.issuer().replace("localhost", "127.0.0.1") + "/jwks";
            provider.metadata(all -> all.put("jwks_uri", jwks));
            ProviderSignIn signIn = side.signIn();
            Begin begin = signIn.begin(REDIRECT, "/", null);
            Map<String, List<String>> back =
                    URLUtils.parseParameters(
                            URI.create(provider.back(begin.location().getRawQuery()))
                                    .getRawQuery());
            assertThatThrownBy(() -> signIn.coming(REDIRECT, back, begin.kept()).finish())
                    .hasMessageContaining(
                            "the provider gives no answer: GET "
                                    + jwks
                                    + ": the target 127.0.0.1 is at the private address 127.0.0.1");
            assertThat(provider.asked).contains("/token").doesNotContain("/jwks");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static ProviderSide side(TestProvider provider, Vertx vertx) {
        Settings settings =
                new Settings(
                        Map.of(
                                "TIDEGATE_OIDC_ISSUER",
                                provider.issuer(),
                                "TIDEGATE_OIDC_CLIENT_ID",
                                TestProvider.CLIENT,
                                "TIDEGATE_OIDC_CLIENT_SECRET",
                                TestProvider.SECRET,
                                "TIDEGATE_OIDC_ROLES",
                                "staff=viewer"));
        return ProviderSide.of(
                        settings,
                        vertx,
                        EventLoops.of(vertx, 1),
                        Seal.ofThisProcess(),
                        Clock.systemUTC())
                .orElseThrow();
    }
}
