package io.tidegate.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.tidegate.access.Role;
import io.tidegate.identity.Transport;
import io.tidegate.oidc.ProviderSignIn.Begin;
import io.tidegate.security.Seal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What visitors cost the log and the provider, while it is down or its keys are not known. */
class ProviderOutageTest {
    private static final URI REDIRECT = URI.create("http://127.0.0.1:8080/console/oidc/callback");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.tidegate.oidc");
    private TestProvider provider;
    private ProviderSignIn signIn;
    private Duration ahead = Duration.ZERO;
    private String down = "nothing";
    private int status;

    @BeforeEach
    void start() throws Exception {
        provider = new TestProvider();
        provider.redirect = REDIRECT.toString();
        provider.says("ann-1", "ann", "staff");
        Client client =
                new Client(
                        provider.issuer(),
                        TestProvider.CLIENT,
                        TestProvider.SECRET,
                        List.of("openid"));
        Clock clock = Clock.systemUTC();
        signIn =
                new ProviderSignIn(
                        client,
                        new RoleClaim("groups", Map.of("staff", Role.VIEWER)),
                        this::call,
                        Seal.ofThisProcess(),
                        new Clock() {
                            @Override
                            public java.time.Instant instant() {
                                return clock.instant().plus(ahead);
                            }

                            @Override
                            public java.time.ZoneId getZone() {
                                return clock.getZone();
                            }

                            @Override
                            public Clock withZone(java.time.ZoneId zone) {
                                return this;
                            }
                        });
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        provider.close();
    }

    /** With what is down at the moment: no answer, or one with this status. */
    private Transport.Response call(Transport.Request asked) throws Transport.Unreachable {
        if (!asked.url().contains(down)) {
            return ProviderSignInTest.call(asked);
        }
        if (status == 0) {
            throw new Transport.Unreachable(asked + ": connection refused", false);
        }
        return new Transport.Response(status, Map.of(), new byte[0], 1);
    }

    private Begin begun() {
        return signIn.begin(REDIRECT, "/", null);
    }

    private String vouched() {
        Begin begin = begun();
        Map<String, List<String>> back =
                URLUtils.parseParameters(
                        URI.create(provider.back(begin.location().getRawQuery())).getRawQuery());
        return signIn.coming(REDIRECT, back, begin.kept()).finish().vouched().name();
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static void isOutage(Throwable e) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        NotVouched.class, told -> assertThat(told.isOutage()).isTrue());
    }

    @Test
    void thatTheProviderIsDownAndBackIsLoggedOnceHoweverManyCome() {
        down = "/.well-known/";
        for (int visitor = 0; visitor < 5; visitor++) {
            assertThatThrownBy(this::begun).satisfies(ProviderOutageTest::isOutage);
            ahead = ahead.plusSeconds(11); // it is asked anew
        }
        assertThat(logged())
                .singleElement()
                .asString()
                .startsWith("WARN the sign-in provider cannot be used: ")
                .contains("connection refused");
        down = "nothing";
        begun();
        begun();
        assertThat(logged())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("INFO the sign-in provider can be used again: ");

        down = "/.well-known/";
        ahead = ahead.plus(Duration.ofHours(1));
        assertThatThrownBy(this::begun).satisfies(ProviderOutageTest::isOutage);
        assertThat(logged()).hasSize(3).last().asString().startsWith("WARN ");
    }

    @Test
    void thatOneOfItsAddressesIsDownIsLoggedOnce() {
        assertThat(vouched()).isEqualTo("ann");
        for (int answered : new int[] {0, 503}) {
            status = answered;
            down = "/token";
            for (int visitor = 0; visitor < 5; visitor++) {
                assertThatThrownBy(this::vouched).satisfies(ProviderOutageTest::isOutage);
            }
            assertThat(logged()).hasSize(1).last().asString().startsWith("WARN ");
            down = "nothing";
            assertThat(vouched()).isEqualTo("ann");
            assertThat(logged()).hasSize(2).last().asString().startsWith("INFO ");
            log.list.clear();
        }
    }

    @Test
    void aProviderThatSaysWhatCannotBeUsedIsLoggedOnce() {
        provider.metadata(all -> all.put("issuer", "https://evil.example"));
        for (int visitor = 0; visitor < 5; visitor++) {
            assertThatThrownBy(this::begun).satisfies(ProviderOutageTest::isOutage);
            ahead = ahead.plusSeconds(11);
        }
        assertThat(logged())
                .singleElement()
                .asString()
                .contains("calls itself https://evil.example, TIDEGATE_OIDC_ISSUER is");
    }

    @Test
    void whomTheProviderRefusesIsNoOutage() {
        provider.answers(Map.of("code", "made-up"));
        assertThatThrownBy(this::vouched)
                .isInstanceOfSatisfying(NotVouched.class, e -> assertThat(e.isOutage()).isFalse());
        assertThat(logged()).isEmpty();
    }

    @Test
    void keysThatAreNotKnownAreAskedForOnceInTenSeconds() {
        assertThat(vouched()).isEqualTo("ann");
        JWK foreign = TestProvider.key("unknown");
        provider.signs(claims -> TestProvider.signed(claims, foreign));
        for (int i = 0; i < 5; i++) {
            isNotBelieved();
        }
        assertThat(keysAsked()).isEqualTo(2);
        ahead = Duration.ofSeconds(10);
        isNotBelieved();
        isNotBelieved();
        assertThat(keysAsked()).isEqualTo(3);
    }

    private void isNotBelieved() {
        assertThatThrownBy(this::vouched)
                .hasMessageContaining("none of the provider's keys fits its signature");
    }

    private long keysAsked() {
        return provider.asked.stream().filter("/jwks"::equals).count();
    }
}
