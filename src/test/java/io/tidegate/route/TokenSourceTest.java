package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.AnsweringServer;
import io.tidegate.AnsweringServer.Answer;
import io.tidegate.ManualClock;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.TargetGuard;
import io.tidegate.destination.OAuth2;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's access token, with a clock that stands still and a store that may refuse. */
class TokenSourceTest {
    private static Vertx vertx;
    private static EventLoops loops;

    private final ManualClock clock = new ManualClock("2026-03-02T09:15:27Z");
    private final Map<String, String> secrets = new HashMap<>(Map.of("refresh", "rt-1"));
    private final List<String> replaced = new ArrayList<>();
    private AnsweringServer server;
    private HttpSender sender;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
        loops = EventLoops.of(vertx, 2);
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void open() throws Exception {
        server = new AnsweringServer();
        TargetGuard guard = new TargetGuard(true, List.of(), Clock.systemUTC());
        sender =
                new HttpSender(
                        new HttpSender.Network(vertx, loops, guard, uri -> uri),
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        sender.close();
        server.close();
    }

    private References references(boolean takesSecrets) {
        References.Lookup lookup =
                new References.Lookup() {
                    @Override
                    public String find(String name) {
                        return secrets.get(name);
                    }

                    @Override
                    public void replace(String name, String text) {
                        if (!takesSecrets) {
                            throw new IllegalStateException("the journal cannot be written");
                        }
                        replaced.add(name + "=" + text);
                        secrets.put(name, text);
                    }
                };
        return new References(lookup, name -> null);
    }

    private TokenSource source(boolean takesSecrets, String... answers) {
        String url =
                server.url("t", List.of(answers).stream().map(a -> Answer.of(200, a)).toList());
        OAuth2 client =
                new OAuth2(
                        OAuth2.Grant.REFRESH_TOKEN,
                        OAuth2.Authentication.BODY,
                        url + "/token",
                        "id",
                        null,
                        Map.of(OAuth2.REFRESH_TOKEN, "{{secret:refresh}}"));
        return new TokenSource(client, references(takesSecrets), clock, Runnable::run);
    }

    private String token(TokenSource source) throws Exception {
        CompletableFuture<TokenSource.Answer> answer = new CompletableFuture<>();
        source.token(sender, answer::complete);
        TokenSource.Answer got = answer.get(60, TimeUnit.SECONDS);
        return got instanceof TokenSource.Token token
                ? token.text()
                : ((TokenSource.Refused) got).reason();
    }

    private List<String> asked() {
        return server.got("t").stream()
                .map(got -> got.text().replaceAll(".*refresh_token=(rt-\\d).*", "$1"))
                .toList();
    }

    private static String answer(String token, String refresh, String seconds) {
        return "{\"access_token\":\""
                + token
                + "\""
                + (refresh.isEmpty() ? "" : ",\"refresh_token\":\"" + refresh + "\"")
                + (seconds.isEmpty() ? "" : ",\"expires_in\":" + seconds)
                + "}";
    }

    @Test
    void aTokenIsUsedUntilAMinuteBeforeItsEnd() throws Exception {
        TokenSource source = source(true, answer("a", "", "3600"), answer("b", "", "\"3600\""));
        assertThat(token(source)).isEqualTo("a");
        clock.advance(Duration.ofSeconds(3539));
        assertThat(token(source)).isEqualTo("a");
        clock.advance(Duration.ofSeconds(1));
        assertThat(token(source)).isEqualTo("b");
        assertThat(asked()).hasSize(2);
    }

    @Test
    void aShortLivedOneIsUsedForNineTenthsOfItsLife() throws Exception {
        TokenSource source = source(true, answer("a", "", "20"), answer("b", "", "20"));
        assertThat(token(source)).isEqualTo("a");
        clock.advance(Duration.ofMillis(17_999));
        assertThat(token(source)).isEqualTo("a");
        clock.advance(Duration.ofMillis(1));
        assertThat(token(source)).isEqualTo("b");
    }

    @Test
    void oneThatDoesNotSayHowLongIsUsedUntilItIsRefused() throws Exception {
        TokenSource source = source(true, answer("a", "", ""), answer("b", "", ""));
        assertThat(token(source)).isEqualTo("a");
        clock.advance(Duration.ofDays(400));
        assertThat(token(source)).isEqualTo("a");
        source.refused("a");
        assertThat(token(source)).isEqualTo("b");
        source.refused("a");
        assertThat(token(source)).isEqualTo("b");
    }

    @Test
    void aNewRefreshTokenIsStoredBeforeItsAccessTokenIsUsed() throws Exception {
        TokenSource source = source(true, answer("a", "rt-2", "0"), answer("b", "rt-3", "0"));
        assertThat(token(source)).isEqualTo("a");
        assertThat(replaced).containsExactly("refresh=rt-2");
        assertThat(token(source)).isEqualTo("b");
        assertThat(replaced).containsExactly("refresh=rt-2", "refresh=rt-3");
        assertThat(asked()).containsExactly("rt-1", "rt-2");
    }

    @Test
    void oneThatCannotBeStoredIsUsedFromMemory() throws Exception {
        TokenSource source =
                source(
                        false,
                        answer("a", "rt-2", "0"),
                        answer("b", "rt-3", "0"),
                        answer("c", "", "3600"),
                        answer("d", "", "3600"));
        assertThat(token(source)).isEqualTo("a");
        assertThat(token(source)).isEqualTo("b");
        assertThat(token(source)).isEqualTo("c");
        assertThat(asked()).containsExactly("rt-1", "rt-2", "rt-3");
        secrets.put("refresh", "rt-9");
        assertThat(token(source)).isEqualTo("d");
        assertThat(asked()).endsWith("rt-9");
    }

    @Test
    void whoComesWhileItIsFetchedWaitsForTheSame() throws Exception {
        TokenSource source = source(true, answer("a", "", "3600"));
        CountDownLatch all = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            source.token(sender, answer -> all.countDown());
        }
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aSecretThatIsMissingIsNamed() throws Exception {
        TokenSource source = source(true);
        secrets.clear();
        assertThat(token(source)).isEqualTo("the secret refresh is not set");
        assertThat(asked()).isEmpty();
    }
}
