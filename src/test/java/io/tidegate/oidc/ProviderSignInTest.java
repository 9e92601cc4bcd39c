package io.tidegate.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.tidegate.access.Role;
import io.tidegate.access.Vouched;
import io.tidegate.identity.Transport;
import io.tidegate.oidc.ProviderSignIn.Begin;
import io.tidegate.security.Seal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider says is believed only if it is right in everything. */
class ProviderSignInTest {
    private static final URI REDIRECT = URI.create("http://127.0.0.1:8080/console/oidc/callback");
    private static final Map<String, Role> ROLES =
            Map.of("admins", Role.ADMIN, "staff", Role.VIEWER, "ops", Role.OPERATOR);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestProvider provider;
    private final Hands clock = new Hands();
    private ProviderSignIn signIn;

    /** The system's time, that is put forward by hand. */
    private static final class Hands extends Clock {
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        provider = new TestProvider();
        provider.redirect = REDIRECT.toString();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void fresh() {
        provider.says("ann-1", "ann", "staff");
        signIn = with(TestProvider.SECRET, new RoleClaim("groups", ROLES));
        provider.asked.clear();
    }

    private ProviderSignIn with(String secret, RoleClaim roles) {
        Client client =
                new Client(
                        provider.issuer(),
                        TestProvider.CLIENT,
                        secret,
                        List.of("openid", "profile"));
        return new ProviderSignIn(
                client, roles, ProviderSignInTest::call, Seal.ofThisProcess(), clock);
    }

    static Transport.Response call(Transport.Request asked) throws Transport.Unreachable {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(asked.url()))
                        .method(
                                asked.method(),
                                asked.body() == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(asked.body()));
        asked.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Transport.Response(
                    answer.statusCode(),
                    Map.of("Content-Type", answer.headers().firstValue("Content-Type").orElse("")),
                    answer.body(),
                    1);
        } catch (IOException | InterruptedException e) {
            throw new Transport.Unreachable(asked + ": " + e, false);
        }
    }

    private Begin begun() {
        return signIn.begin(REDIRECT, "/deliveries", null);
    }

    private static Map<String, List<String>> back(Begin begin) {
        return URLUtils.parseParameters(
                URI.create(provider.back(begin.location().getRawQuery())).getRawQuery());
    }

    private Vouched vouched() {
        Begin begin = begun();
        return signIn.coming(REDIRECT, back(begin), begin.kept()).finish().vouched();
    }

    private void isRefused(String why) {
        Begin begin = begun();
        assertThatThrownBy(() -> signIn.coming(REDIRECT, back(begin), begin.kept()).finish())
                .isInstanceOf(NotVouched.class)
                .hasMessageContaining(why);
    }

    private void isRefused(Consumer<JWTClaimsSet.Builder> claims, String why) {
        provider.says(claims);
        isRefused("the provider's ID token is not believed: " + why);
    }

    @Test
    void somebodyIsWhoTheProviderSaysWithTheRoleOfTheClaim() {
        Vouched ann = vouched();
        assertThat(ann.subject()).isEqualTo(provider.issuer() + " ann-1");
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.role()).isEqualTo(Role.VIEWER);
        assertThat(provider.asked)
                .containsExactly("/.well-known/openid-configuration", "/token", "/jwks");
        vouched();
        assertThat(provider.asked).hasSize(4).endsWith("/token"); // the rest is known
        clock.ahead = Duration.ofHours(1);
        provider.says(who -> times(who, Duration.ofHours(1), Duration.ofHours(2)));
        vouched();
        assertThat(provider.asked.subList(4, provider.asked.size()))
                .contains("/.well-known/openid-configuration", "/jwks");
    }

    private static void times(JWTClaimsSet.Builder who, Duration from, Duration until) {
        Instant now = Instant.now();
        who.claim("preferred_username", "ann")
                .claim("groups", "staff")
                .issueTime(Date.from(now.plus(from)))
                .expirationTime(Date.from(now.plus(until)));
    }

    @Test
    void theRequestCarriesStateNonceAndPkceAndEachIsNew() {
        Map<String, List<String>> one = URLUtils.parseParameters(begun().location().getRawQuery());
        Map<String, List<String>> other =
                URLUtils.parseParameters(begun().location().getRawQuery());
        assertThat(one)
                .containsEntry("code_challenge_method", List.of("S256"))
                .containsEntry("response_type", List.of("code"))
                .containsEntry("scope", List.of("openid profile"))
                .containsEntry("redirect_uri", List.of(REDIRECT.toString()));
        for (String random : List.of("state", "nonce", "code_challenge")) {
            assertThat(one.get(random).get(0)).hasSizeGreaterThanOrEqualTo(43);
            assertThat(one.get(random)).isNotEqualTo(other.get(random));
        }
    }

    @Test
    void anAnswerIsGoodOnceAndForItsOwnSignInAlone() {
        Begin begin = begun();
        Map<String, List<String>> back = back(begin);
        Begin other = begun();
        assertThatThrownBy(() -> signIn.coming(REDIRECT, back, other.kept()).finish())
                .hasMessageStartingWith("the provider's answer belongs to another sign-in");
        assertThatThrownBy(() -> signIn.coming(REDIRECT, back, null).finish())
                .hasMessageStartingWith("this sign-in was not begun in this browser");
        assertThatThrownBy(() -> signIn.coming(REDIRECT, back, begin.kept() + "A").finish())
                .hasMessageStartingWith("this sign-in was not begun in this browser");
        assertThat(signIn.coming(REDIRECT, back, begin.kept()).finish().next())
                .isEqualTo("/deliveries");
        assertThatThrownBy(() -> signIn.coming(REDIRECT, back, begin.kept()).finish())
                .hasMessageStartingWith("this sign-in is completed already")
                .isInstanceOfSatisfying(NotVouched.class, e -> assertThat(e.begunHere()).isFalse());
    }

    @Test
    void whoTakesMoreThanTenMinutesBeginsAgain() {
        Begin begin = begun();
        Map<String, List<String>> back = back(begin);
        clock.ahead = Duration.ofMinutes(10);
        assertThatThrownBy(() -> signIn.coming(REDIRECT, back, begin.kept()).finish())
                .hasMessageStartingWith("this sign-in took longer than 10 minutes");
    }

    @Test
    void aCodeThatWasUsedOrIsSomebodyElsesIsRefusedByTheProvider() {
        Begin victim = begun();
        Map<String, List<String>> stolen = back(victim);
        Begin thief = begun();
        Map<String, List<String>> injected = back(thief);
        injected = new java.util.HashMap<>(injected);
        injected.put("code", stolen.get("code"));
        Map<String, List<String>> query = injected;
        assertThatThrownBy(() -> signIn.coming(REDIRECT, query, thief.kept()).finish())
                .hasMessageStartingWith("the provider gives no token for its code: invalid_grant");
    }

    @Test
    void anotherProvidersAnswerIsNotShownToThisOne() {
        provider.answers(Map.of("iss", "https://evil.example"));
        isRefused("the answer's iss is https://evil.example, allowed is " + provider.issuer());
        provider.answers(Map.of("iss", ""));
        isRefused("the answer's iss is missing");
        provider.answers(Map.of("iss", "https://evil.example\r\nINFO all is well"));
        isRefused("the answer's iss is https://evil.example INFO all is well, allowed is ");
        assertThat(provider.asked).doesNotContain("/token");
    }

    @Test
    void aTokenWithoutASignatureOfTheProvidersKeyIsNotBelieved() throws JOSEException {
        provider.signs(claims -> new PlainJWT(claims).serialize());
        isRefused("it is not signed");
        provider.signs(ProviderSignInTest::signedWithThePublicKey);
        isRefused("it is signed with HS256, allowed are RS, PS and ES");
        JWK foreign = TestProvider.key(provider.key().getKeyID());
        provider.signs(claims -> TestProvider.signed(claims, foreign));
        isRefused("none of the provider's keys fits its signature");
        provider.signs(
                claims -> {
                    String good = provider.signed(claims);
                    String more =
                            new JWTClaimsSet.Builder(claims)
                                    .claim("groups", List.of("admins"))
                                    .build()
                                    .toPayload()
                                    .toBase64URL()
                                    .toString();
                    return good.replaceFirst("\\.[^.]+\\.", "." + more + ".");
                });
        isRefused("none of the provider's keys fits its signature");
    }

    /** Whoever knows the public key, which is everybody, could make this. */
    private static String signedWithThePublicKey(JWTClaimsSet claims) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(provider.key().getKeyID())
                                    .build(),
                            claims);
            token.sign(new MACSigner(publicKey(provider.key()).getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey publicKey(JWK key) throws JOSEException {
        return ((AsymmetricJWK) key).toPublicKey();
    }

    @Test
    void aKeyThatIsNewIsAskedForAndOneThatIsGoneIsNotTrusted() {
        vouched();
        var former = provider.key();
        provider.rotate();
        assertThat(vouched().name()).isEqualTo("ann");
        assertThat(provider.asked.stream().filter("/jwks"::equals)).hasSize(2);
        provider.signs(claims -> TestProvider.signed(claims, former));
        isRefused("none of the provider's keys fits its signature");
        provider.rotate();
    }

    @Test
    void aTokenForSomebodyElseOrOfAnotherTimeIsNotBelieved() {
        isRefused(who -> who.issuer("https://evil.example"), "its iss is https://evil.example");
        isRefused(who -> who.audience("another"), "its aud is [another], allowed is ");
        isRefused(who -> who.audience(List.of(TestProvider.CLIENT, "another")), "its azp is null");
        isRefused(who -> who.claim("azp", "another"), "its azp is another, allowed is ");
        isRefused(who -> who.claim("nonce", "another"), "its nonce is not the one");
        isRefused(who -> who.claim("nonce", null), "its nonce is not the one");
        isRefused(who -> who.subject(""), "its sub is no text");
        isRefused(who -> who.subject("a\u0000b"), "its sub is no text");
        isRefused(who -> who.expirationTime(null), "its exp or iat is missing");
        Duration hour = Duration.ofHours(1);
        isRefused(who -> times(who, hour.negated(), Duration.ofSeconds(-61)), "it expired at ");
        isRefused(who -> times(who, Duration.ofSeconds(90), hour), "it begins at ");
        provider.says(who -> times(who, Duration.ofSeconds(30), hour)); // clocks differ
        assertThat(vouched().role()).isEqualTo(Role.VIEWER);
        provider.says(who -> times(who, hour.negated(), Duration.ofSeconds(-30)));
        assertThat(vouched().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void whatTheTokenDoesNotSayIsAskedOfTheUserInfo() {
        provider.says(who -> who.subject("bob-1"));
        provider.userInfo(
                Map.of("sub", "bob-1", "preferred_username", "bob", "groups", List.of("ops")));
        assertThat(vouched().name()).isEqualTo("bob");
        assertThat(vouched().role()).isEqualTo(Role.OPERATOR);
        provider.userInfo(Map.of("sub", "ann-1", "groups", List.of("admins")));
        isRefused("is of somebody else than its ID token");
    }

    @Test
    void aProviderOfAnotherNameOrWithoutTlsIsNotUsed() {
        provider.metadata(all -> all.put("issuer", "https://evil.example"));
        assertThatThrownBy(this::begun)
                .hasMessageContaining("calls itself https://evil.example, TIDEGATE_OIDC_ISSUER is");
        int asked = provider.asked.size();
        provider.metadata(all -> all.put("authorization_endpoint", "javascript:alert(1)"));
        assertThatThrownBy(this::begun).hasMessageContaining("calls itself"); // not asked again
        assertThat(provider.asked).hasSize(asked);
        clock.ahead = Duration.ofSeconds(10);
        assertThatThrownBy(this::begun)
                .hasMessageContaining(
                        "the provider's authorization_endpoint is javascript:alert(1), allowed is");
        clock.ahead = Duration.ofSeconds(20);
        provider.metadata(all -> {});
        assertThat(begun().location()).hasPath("/authorize");
    }

    @Test
    void aClientWithoutItsSecretIsToldSo() {
        signIn = with(null, new RoleClaim("groups", ROLES));
        isRefused("the provider gives no token for its code: invalid_client");
    }
}
